package io.valora.testing.baselines;

import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.split;

import io.valora.testing.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The reviews of one file of the Large Movie Review Dataset with their words and word pairs. */
public final class ImdbReviews {
  private ImdbReviews() {}

  /** Columns {@code id}, {@code label} double, {@code text}, {@code terms}. */
  public static Dataset<Row> read(Path file) {
    Dataset<Row> words =
        LocalSpark.session()
            .read()
            .option("sep", "\t")
            .option("header", "true")
            .option("quote", "")
            .schema("id string, rating int, label double, text string")
            .csv(file.toString())
            .repartition(4)
            .withColumn("words", array_remove(split(lower(col("text")), "\\W+"), ""));
    return new NGram()
        .setInputCol("words")
        .setOutputCol("pairs")
        .transform(words)
        .withColumn("terms", concat(col("words"), col("pairs")))
        .select("id", "label", "text", "terms");
  }
}
