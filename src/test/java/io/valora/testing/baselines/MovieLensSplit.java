package io.valora.testing.baselines;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.baselines.RatingBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.testing.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The encoded rows of u1.base and u1.test, with the ids of u1.base as vocabulary. */
public record MovieLensSplit(Dataset<Row> train, Dataset<Row> test) implements AutoCloseable {
  public static final RatingBaselinesConfig DEFAULTS =
      RatingBaselinesConfig.from(
          new ConfigSection(JobText.parse("defaults", "{}"), new Problems("defaults")));

  public static MovieLensSplit read(Path folder) {
    Dataset<Row> train = rows(folder.resolve("u1.base"));
    return new MovieLensSplit(
        encoded(train, train).persist(), encoded(rows(folder.resolve("u1.test")), train).persist());
  }

  private static Dataset<Row> rows(Path file) {
    return LocalSpark.session()
        .read()
        .option("sep", "\t")
        .schema("user string, item string, rating float, seconds long")
        .csv(file.toString())
        .withColumn("row_key", xxhash64(col("user"), col("item"), col("rating"), col("seconds")))
        .drop("seconds");
  }

  private static Dataset<Row> encoded(Dataset<Row> rows, Dataset<Row> train) {
    return indexed(indexed(rows, train, "user"), train, "item");
  }

  private static Dataset<Row> indexed(Dataset<Row> rows, Dataset<Row> train, String id) {
    String index = id + "_index";
    Dataset<Row> vocabulary =
        train.select(id).distinct().withColumn(index, row_number().over(Window.orderBy(id)));
    return rows.join(vocabulary, new String[] {id}, "left")
        .withColumn(index, coalesce(col(index), lit(0)));
  }

  @Override
  public void close() {
    train.unpersist();
    test.unpersist();
  }
}
