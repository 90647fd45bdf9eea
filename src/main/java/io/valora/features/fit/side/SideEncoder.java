package io.valora.features.fit.side;

import static io.valora.schema.Columns.INDICES;
import static io.valora.schema.Columns.WEIGHTS;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sqrt;

import io.valora.features.fit.Vocabulary;
import io.valora.features.side.SideConfig;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** From the rows of a side table to the entries of each id. */
public record SideEncoder(SideConfig config, SideVocabulary vocabulary) {
  public static final String ID_INDEX = "id_index";

  /** The vocabulary of the rows whose id train knows. */
  public static SideEncoder fit(Dataset<Row> side, Vocabulary ids, SideConfig config) {
    Dataset<Row> known = ids.indexTrained(side, config.key(), ID_INDEX).filter(col(ID_INDEX).gt(0));
    return new SideEncoder(config, SideVocabulary.fit(known, config));
  }

  /**
   * The entries of each id. An id with no row in the side table, or none with an entry, is absent;
   * of an id with several rows the entries of all count.
   *
   * @param side rows with the configured columns
   * @return {@code id_index} int from 1, each once; {@code indices} array of int, ascending; {@code
   *     weights} array of float, all of them 1/√(entries of the id)
   */
  public Dataset<Row> encode(Dataset<Row> side, Vocabulary ids) {
    Dataset<Row> facts = SideFacts.of(side, config, vocabulary.binsOf(config));
    Dataset<Row> entries =
        vocabulary
            .entries()
            .select(SideVocabulary.COLUMN, SideVocabulary.VALUE, SideVocabulary.INDEX);
    String[] both = {SideVocabulary.COLUMN, SideVocabulary.VALUE};
    Dataset<Row> indexed = ids.index(facts.join(entries, both), SideFacts.ID, ID_INDEX);
    Column weight = lit(1.0).divide(sqrt(size(col(INDICES)))).cast(DataTypes.FloatType);
    return indexed
        .filter(col(ID_INDEX).gt(0))
        .groupBy(ID_INDEX)
        .agg(sort_array(collect_set(SideVocabulary.INDEX)).as(INDICES))
        .withColumn(WEIGHTS, array_repeat(weight, size(col(INDICES))));
  }
}
