package io.valora.features.fit.text;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.sum;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.TextConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Counts of the terms of the train texts in one pass: each task adds up in a table of bounded size,
 * and only sums leave it. Where a term's sums meet, the terms of some megabytes of text are in
 * memory, whatever the size of train.
 */
final class LabeledTexts {
  /** A label is counted in this many parts, so that sums of labels are exact in any order. */
  static final double PARTS = 1 << 20;

  /** Columns of {@link #counts}. */
  static final StructType COUNTS =
      new StructType()
          .add(TextVocabulary.TERM, DataTypes.StringType, false)
          .add(TextVocabulary.TEXTS, DataTypes.LongType, false)
          .add(TextVocabulary.POSITIVE_TEXTS, DataTypes.DoubleType, false);

  /** Text whose terms, all different at worst, fit in a task's memory: 500 MB of three words. */
  private static final long BYTES_OF_PART = 4_000_000;

  private LabeledTexts() {}

  /**
   * One row of {@link #COUNTS} for each term that enough texts have: the number of texts that have
   * it, and the sum of their labels.
   *
   * @param train with {@code text} string, which may be null, and {@code label}
   * @throws JobException in the task, when a label is not in [0, 1]
   */
  static JavaRDD<Row> counts(Dataset<Row> train, TextConfig config) {
    TextAnalyzer analyzer = new TextAnalyzer(config);
    TermParts parts = new TermParts(parts(train));
    int least = config.minCount();
    return train
        .select(col(TEXT), col(LABEL).cast(DataTypes.DoubleType))
        .toJavaRDD()
        .mapPartitionsToPair(rows -> new PartialCounts(rows, analyzer, parts))
        .partitionBy(parts)
        .mapPartitions(blocks -> sums(blocks, least));
  }

  private static int parts(Dataset<Row> train) {
    long bytes = train.agg(coalesce(sum(octet_length(col(TEXT))), lit(0L))).first().getLong(0);
    return Math.toIntExact(1 + bytes / BYTES_OF_PART);
  }

  private static Iterator<Row> sums(Iterator<Tuple2<Integer, TermBlock>> blocks, int least) {
    TermTable table = new TermTable();
    blocks.forEachRemaining(block -> block._2().addTo(table));
    List<Row> frequent = new ArrayList<>();
    table.forEach(
        (hash, texts, positive, bytes, start, end) -> {
          if (texts >= least) {
            String term = new String(bytes, start, end - start, UTF_8);
            frequent.add(RowFactory.create(term, texts, positive / PARTS));
          }
        });
    return frequent.iterator();
  }

  /**
   * A label in {@link #PARTS}.
   *
   * @throws JobException when it is not in [0, 1]
   */
  static long parts(Double label) {
    if (label == null || !(label >= 0 && label <= 1)) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "count the terms of train",
          "the label of a text is %s (must be in [0, 1])".formatted(label));
    }
    return Math.round(label * PARTS);
  }
}
