package io.valora.tasks.rating;

import static org.apache.spark.sql.functions.col;

import io.valora.storage.RunFolder;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One user's list beside what that user really rated.
 *
 * @param known whether training knew the user; if not, the list is the popular items
 * @param recommended best first, with the predicted stars (for an unknown user: the mean stars in
 *     train)
 * @param rated best first, from all parts of the split
 */
public record UserRecommendations(boolean known, List<Line> recommended, List<Line> rated) {

  /** An item with its stars. */
  public record Line(String item, double stars) {}

  /** Reads the lists of a run whose recommend stage is done. */
  public static UserRecommendations of(SparkSession spark, RunFolder folder, String user) {
    Dataset<Row> lists = spark.read().parquet(folder.recommendations(RecommendStage.TOP_N));
    List<Line> recommended = lines(lists.where(col("user").equalTo(user)).orderBy("rank"), "score");
    boolean known = RatingModel.knows(spark, folder, user);
    if (!known && recommended.isEmpty()) {
      recommended =
          lines(
              spark.read().parquet(folder.recommendations(RecommendStage.POPULAR)).orderBy("rank"),
              "score");
    }
    List<Line> rated = new ArrayList<>();
    Dataset<Row> rows =
        spark
            .read()
            .parquet(folder.split("train"), folder.split("validation"), folder.split("test"));
    rated.addAll(
        lines(
            rows.where(col("user").equalTo(user)).orderBy(col("rating").desc(), col("item")),
            "rating"));
    return new UserRecommendations(known, recommended, List.copyOf(rated));
  }

  private static List<Line> lines(Dataset<Row> rows, String stars) {
    List<Line> lines = new ArrayList<>();
    for (Row row : rows.select(col("item"), col(stars).cast("double")).collectAsList()) {
      lines.add(new Line(row.getString(0), row.getDouble(1)));
    }
    return List.copyOf(lines);
  }
}
