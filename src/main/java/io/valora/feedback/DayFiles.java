package io.valora.feedback;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Labelled predictions as JSON lines, a file a day, ordered by id.
 *
 * @param attempt folder of what isn't published
 */
record DayFiles(Storage storage, String attempt) {
  private static final StructType SCHEMA =
      new StructType()
          .add("day", DataTypes.StringType)
          .add("prediction", DataTypes.StringType)
          .add("value", DataTypes.StringType);
  private static final String DAY = "day=";
  private static final int DAY_CHARACTERS = "2026-01-31".length();
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(Dataset<Row> labelled) {
    write(
        labelled.map((MapFunction<Row, Row>) DayFiles::line, Encoders.row(SCHEMA)),
        attempt + "/parts");
  }

  /**
   * Writes a folder for each day.
   *
   * @param lines {@code day}, {@code prediction}, {@code value}
   */
  static void write(Dataset<Row> lines, String folder) {
    lines
        .repartition(col("day"))
        .sortWithinPartitions("day", "prediction")
        .select("day", "value")
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy("day")
        .text(folder);
  }

  /** Puts the files in the place of earlier ones. */
  void publish(String folder) {
    String parts = named(storage, attempt + "/parts", ".jsonl");
    storage.delete(folder);
    storage.move(parts, folder);
  }

  /** Gives each file of a folder that was written so the name of its day. */
  static String named(Storage storage, String parts, String ending) {
    for (String name : storage.names(parts)) {
      if (name.startsWith(DAY)) {
        int number = 0;
        for (StoredFile file : storage.find("%s/%s".formatted(parts, name))) {
          String suffix = number == 0 ? "" : "-" + number;
          number++;
          String day = name.substring(DAY.length());
          storage.move(file.uri(), "%s/%s%s%s".formatted(parts, day, suffix, ending));
        }
      }
      if (!name.endsWith(ending)) {
        storage.delete("%s/%s".formatted(parts, name));
      }
    }
    return parts;
  }

  /** The day of a file that has the name of its day. */
  static String dayOf(String name) {
    return name.substring(0, Math.min(DAY_CHARACTERS, name.length()));
  }

  private static Row line(Row row) throws JsonProcessingException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("prediction", text(row, "prediction")).put("time", time(row, "micros"));
    line.put("run", text(row, "run"));
    put(line, "arm", text(row, "arm"));
    line.put("value", row.<Double>getAs("value"));
    put(line, "answer", text(row, "answer"));
    if (text(row, "inputs") != null) {
      line.set("inputs", JSON.readTree(text(row, "inputs")));
    }
    line.put("label", text(row, "said")).put("labelled", time(row, "said_micros"));
    line.put("late", row.<Boolean>getAs("late"));
    put(line, "picked", text(row, "picked"));
    if (row.getAs("weight") != null) {
      line.put("weight", row.<Double>getAs("weight"));
    }
    return RowFactory.create(text(row, "day"), text(row, "prediction"), line.toString());
  }

  private static String text(Row row, String name) {
    return row.getAs(name);
  }

  private static String time(Row row, String name) {
    return Instant.EPOCH.plus(row.<Long>getAs(name), ChronoUnit.MICROS).toString();
  }

  private static void put(ObjectNode line, String key, String value) {
    if (value != null) {
      line.put(key, value);
    }
  }
}
