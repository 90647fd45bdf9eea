package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.EnumNames;
import io.valora.feedback.FeedbackLedger.Rows;
import io.valora.feedback.RowFormat.Picks;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Labelled predictions as rows to train on, in files as the job's source has them, one a day,
 * ordered by prediction.
 *
 * @param attempt folder of what isn't published
 */
record RowFiles(Storage storage, RowFormat format, String attempt) {
  private static final String FATE = "fate";
  private static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.StringType)
          .add("prediction", DataTypes.StringType)
          .add(FATE, DataTypes.StringType)
          .add("value", DataTypes.StringType);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fate of a labelled prediction. */
  private enum Fate {
    WRITTEN,
    FOR_EVALUATION,
    WITHOUT_INPUTS,
    UNREADABLE
  }

  Rows write(SparkSession session, Dataset<Row> labelled) {
    RowFormat rows = format;
    Dataset<Row> told =
        StagedLines.kept(
            session,
            labelled.map((MapFunction<Row, Row>) row -> told(rows, row), Encoders.row(SCHEMA)),
            attempt + "/told");
    Dataset<Row> written = told.filter(col(FATE).equalTo(Fate.WRITTEN.name()));
    DayFiles.write(header(written).union(written), attempt + "/rows");
    Map<Fate, Long> counts = new HashMap<>();
    told.groupBy(FATE)
        .count()
        .collectAsList()
        .forEach(row -> counts.put(Fate.valueOf(row.getString(0)), row.getLong(1)));
    return new Rows(
        EnumNames.nameOf(format.picks()),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        counts.getOrDefault(Fate.WRITTEN, 0L),
        counts.getOrDefault(Fate.FOR_EVALUATION, 0L),
        counts.getOrDefault(Fate.WITHOUT_INPUTS, 0L),
        counts.getOrDefault(Fate.UNREADABLE, 0L));
  }

  /** A line a day, before those of any prediction. */
  private Dataset<Row> header(Dataset<Row> written) {
    Optional<String> line = format.header();
    return written
        .select("day")
        .distinct()
        .filter(lit(line.isPresent()))
        .select(
            col("day"),
            lit("").as("prediction"),
            lit("").as(FATE),
            lit(line.orElse("")).as("value"));
  }

  private static Row told(RowFormat format, Row row) throws JsonProcessingException {
    String inputs = row.getAs("inputs");
    Optional<String> line = Optional.empty();
    Fate fate = Fate.WITHOUT_INPUTS;
    if (format.picks() == Picks.TRAIN && "random".equals(row.getAs("picked"))) {
      fate = Fate.FOR_EVALUATION;
    } else if (inputs != null) {
      Instant time = Instant.EPOCH.plus(row.<Long>getAs("micros"), ChronoUnit.MICROS);
      line = format.line(JSON.readTree(inputs), row.getAs("said"), time);
      fate = line.isPresent() ? Fate.WRITTEN : Fate.UNREADABLE;
    }
    return RowFactory.create(
        row.getAs("day"), row.getAs("prediction"), fate.name(), line.orElse(null));
  }

  /**
   * Puts the files in the place of earlier ones; one with the same bytes stays as it is, and so
   * does that of a day of which the log has nothing any more.
   *
   * @param logged days of the log
   */
  void publish(String folder, Set<String> logged) {
    String parts = DayFiles.named(storage, attempt + "/rows", format.ending());
    for (String name : storage.names(folder)) {
      boolean kept = name.endsWith(format.ending()) && !logged.contains(DayFiles.dayOf(name));
      if (!kept && !storage.exists(parts + "/" + name)) {
        storage.delete(folder + "/" + name);
      }
    }
    for (StoredFile file : storage.find(parts)) {
      String target = folder + file.uri().substring(file.uri().lastIndexOf('/'));
      if (!storage.exists(target) || !storage.sha256(target).equals(storage.sha256(file.uri()))) {
        storage.delete(target);
        storage.move(file.uri(), target);
      }
    }
  }
}
