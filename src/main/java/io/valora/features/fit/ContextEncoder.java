package io.valora.features.fit;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.CONTEXT_WEIGHTS;
import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.valora.features.ContextTerm;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * Encoder of what ratings have in common besides user and item, as entries of a table of biases.
 *
 * <p>A penalty on each row of data that names a bias holds rare ones no tighter than frequent ones.
 * An entry that n rows of train have is therefore named with the weight min(1, √(n · penalty /
 * 2r)): for the squared error that is ridge regression with r, whatever the penalty is.
 *
 * @param keys of {@link ContextTerm#key}, as train has them
 */
public record ContextEncoder(List<ContextTerm> terms, Vocabulary keys) {
  private static final String KEY = "context_key";
  private static final String WEIGHT = "weight";

  public ContextEncoder {
    terms = List.copyOf(terms);
  }

  public static ContextEncoder fit(Dataset<Row> train, List<ContextTerm> terms) {
    Column[] each =
        IntStream.range(0, terms.size())
            .mapToObj(number -> key(terms.get(number), number))
            .toArray(Column[]::new);
    Dataset<Row> named = train.select(explode(array(each)).as(KEY));
    return new ContextEncoder(terms, Vocabulary.fit(named, KEY, 1));
  }

  /** The same, written and read back. */
  public ContextEncoder write(String path) {
    return new ContextEncoder(terms, keys.write(path));
  }

  /** Adds {@code context}, indices from 1, to rows of ratings; unknown values have none. */
  public Dataset<Row> index(Dataset<Row> rows) {
    return unweighted(rows).drop(CONTEXT_WEIGHTS);
  }

  /** The same with {@code context_weights} of 1. */
  Dataset<Row> unweighted(Dataset<Row> rows) {
    return with(rows, lit(1f));
  }

  /**
   * The same with {@code context_weights} for training.
   *
   * @param penalty above 0
   */
  public Dataset<Row> weighted(Dataset<Row> rows, double penalty) {
    return with(rows, weight(penalty));
  }

  /** The weights of training, from index 1. */
  public float[] weights(double penalty) {
    float[] weights = new float[keys.size()];
    Iterator<Row> each =
        keys.entries().select(col(Vocabulary.INDEX), weight(penalty)).toLocalIterator();
    each.forEachRemaining(entry -> weights[entry.getInt(0) - 1] = entry.getFloat(1));
    return weights;
  }

  /**
   * One join a term: of a table as small as the values of the columns usually are, by broadcast.
   */
  private Dataset<Row> with(Dataset<Row> rows, Column weight) {
    Dataset<Row> found = rows;
    Column[] entries = new Column[terms.size()];
    for (int number = 0; number < entries.length; number++) {
      String key = KEY + number;
      String entry = CONTEXT + number;
      Column named = struct(col(Vocabulary.INDEX), weight.as(WEIGHT)).as(entry);
      found =
          found
              .withColumn(key, key(terms.get(number), number))
              .join(
                  keys.entries()
                      .where(col(Vocabulary.ID).startsWith(ContextTerm.prefix(number)))
                      .select(col(Vocabulary.ID).as(key), named),
                  new String[] {key},
                  "left");
      entries[number] = col(entry);
    }
    Column known = filter(array(entries), Column::isNotNull);
    Stream<Column> context =
        Stream.of(
            transform(known, entry -> entry.getField(Vocabulary.INDEX)).as(CONTEXT),
            transform(known, entry -> entry.getField(WEIGHT)).as(CONTEXT_WEIGHTS));
    return found.select(
        Stream.concat(Arrays.stream(rows.columns()).map(name -> col(name)), context)
            .toArray(Column[]::new));
  }

  private Column weight(double penalty) {
    Column worth = lit(null).cast(DataTypes.DoubleType);
    for (int number = 0; number < terms.size(); number++) {
      Column own = col(Vocabulary.ID).startsWith(ContextTerm.prefix(number));
      worth = when(own, lit(terms.get(number).regularization())).otherwise(worth);
    }
    Column share = col(Vocabulary.COUNT).multiply(penalty).divide(worth.multiply(2));
    return least(lit(1.0), sqrt(share)).cast(DataTypes.FloatType);
  }

  private static Column key(ContextTerm term, int number) {
    UDF3<Object, Object, Object, String> key =
        (user, item, cell) -> term.key(number, user, item, cell);
    return udf(key, DataTypes.StringType).apply(col(USER), col(ITEM), col(term.column()));
  }
}
