package io.valora.feedback;

import static org.apache.spark.sql.functions.col;

import io.valora.feedback.LogLine.Kind;
import io.valora.storage.Storage;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labels that a service was sent, and those that a user names. */
public record ToldLabels(SparkSession session, Storage storage) {
  /** Option that names labels. */
  public static final String OPTION = "--labels";

  /**
   * One label.
   *
   * @param prediction id; empty where the line can't be read
   * @param micros time of the label since the epoch
   * @param text null where the line can't be read
   * @param given whether a user named it
   */
  public record Told(String prediction, long micros, String text, boolean given)
      implements Serializable {
    public boolean isBroken() {
      return text == null;
    }
  }

  /**
   * Reads all of them, as a join does.
   *
   * @param service folder of the log of feedback; empty where it isn't read
   * @param sources files or tables
   */
  public JavaRDD<Told> read(Optional<String> service, List<String> sources) {
    LogFiles logs = new LogFiles(session, storage);
    Dataset<Row> given =
        new GivenFiles(session, storage, OPTION, "label")
            .read(sources)
            .filter(col("kind").isNotNull());
    return logs.read(LogOrigin.FEEDBACK, service.map(logs::in).orElse(List.of()), "")
        .union(given)
        .filter(col("kind").isin(Kind.LABEL.name(), Kind.BROKEN.name()))
        .select("prediction", "micros", "label", "origin")
        .toJavaRDD()
        .map(ToldLabels::told);
  }

  private static Told told(Row row) {
    boolean given = row.getString(3).equals(LogOrigin.FILES.name());
    return row.isNullAt(2)
        ? new Told("", 0, null, given)
        : new Told(row.getString(0), row.getLong(1), row.getString(2), given);
  }
}
