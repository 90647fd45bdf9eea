package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.feedback.LogLine.Kind;
import io.valora.goal.GoalConfig;
import io.valora.goal.GoalFolder;
import io.valora.goal.Outcomes;
import io.valora.storage.Storage;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Outcomes of a job's predictions, made anew from the logs and files each time. */
public final class GoalOutcomes {
  private GoalOutcomes() {}

  /**
   * Counts the outcomes and puts the lines that were left out into the quarantine.
   *
   * @param job folder of the job
   * @param files of events beside the service's log
   * @throws io.valora.base.JobException when the files aren't what they must be, or an event isn't
   *     accounted for
   */
  public static Outcomes count(
      SparkSession session, Storage storage, String job, GoalConfig goal, List<String> files) {
    GoalFolder folder = new GoalFolder(job);
    FeedbackFolder logs = new FeedbackFolder(job);
    storage.delete(folder.attempt());
    LogFiles read = new LogFiles(session, storage);
    Dataset<Row> lines =
        read.read(LogOrigin.PREDICTIONS, read.in(logs.predictions()), goal.unit())
            .union(read.read(LogOrigin.FEEDBACK, read.in(logs.feedback()), goal.unit()))
            .union(new GivenFiles(session, storage, "--events", "event").read(files));
    StagedLines staged = StagedLines.write(session, lines, folder.attempt());
    OutcomeCount count = new OutcomeCount(staged, goal);
    Dataset<Row> units = StagedLines.kept(session, count.units(), folder.attempt() + "/units");
    Dataset<Row> events =
        StagedLines.kept(session, count.events(units), folder.attempt() + "/events");
    Outcomes outcomes = count.outcomes(units, events);
    QuarantineFile quarantine = new QuarantineFile(storage, folder.attempt() + "/quarantine");
    Column[] columns =
        Arrays.stream(LogLine.SCHEMA.fieldNames())
            .map(name -> name.equals("reason") ? lit("unknown prediction").as(name) : column(name))
            .toArray(Column[]::new);
    quarantine.write(
        staged.of(Kind.BROKEN).union(events.filter(col("fate").equalTo("unknown")).select(columns)),
        staged.blocks());
    quarantine.publish(folder.quarantine());
    storage.delete(folder.attempt());
    return outcomes;
  }

  /** An unknown prediction has neither run nor unit. */
  private static Column column(String name) {
    return name.equals("run") || name.equals("unit")
        ? lit(null).cast("string").as(name)
        : col(name);
  }
}
