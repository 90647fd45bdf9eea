package io.valora.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.json.CheckedNode;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Line of a log, typed. What a line of its kind doesn't have is null.
 *
 * @param micros time since the epoch
 * @param answer class of a text
 * @param inputs JSON of the row's cells, or of a list's items
 * @param picked why a person was asked, or {@link #EXPLORED}
 * @param weight of an explored item: the inverse of the probability that its list explored it
 * @param amount of an event
 * @param reason why the line is broken
 */
record LogLine(
    Kind kind,
    Long micros,
    String prediction,
    String run,
    String unit,
    String arm,
    Double share,
    Double value,
    String answer,
    String inputs,
    String picked,
    Double weight,
    String label,
    String event,
    Double amount,
    String reason)
    implements Serializable {
  /**
   * Columns of {@link #toRow}. The {@code number} of a line counts from the start of its {@code
   * block}, the part of a file that one task reads; {@code kind} is null for what says nothing.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("origin", DataTypes.StringType)
          .add("file", DataTypes.StringType)
          .add("block", DataTypes.LongType)
          .add("number", DataTypes.LongType)
          .add("line", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("micros", DataTypes.LongType)
          .add("prediction", DataTypes.StringType)
          .add("run", DataTypes.StringType)
          .add("unit", DataTypes.StringType)
          .add("arm", DataTypes.StringType)
          .add("share", DataTypes.DoubleType)
          .add("value", DataTypes.DoubleType)
          .add("answer", DataTypes.StringType)
          .add("inputs", DataTypes.StringType)
          .add("picked", DataTypes.StringType)
          .add("weight", DataTypes.DoubleType)
          .add("label", DataTypes.StringType)
          .add("event", DataTypes.StringType)
          .add("amount", DataTypes.DoubleType)
          .add("reason", DataTypes.StringType);

  /** Kind of a line. */
  enum Kind {
    PREDICTION,
    LIST,
    /** Answer of a challenger that nobody read. */
    SHADOW,
    LABEL,
    EVENT,
    /** No line of the log, or a part of one. */
    BROKEN
  }

  /** Item of a list that was drawn at random, beside the list itself. */
  static final String EXPLORED = "explored";

  /** Reason of a line whose time no table can hold. */
  static final String BEYOND = "time is beyond the year 294000";

  /** Reason of a label or event that names no prediction. */
  static final String NO_PREDICTION = "no prediction";

  private static final int MICROS = 1_000_000;
  private static final int NANOS_A_MICRO = 1_000;

  /** A line of the prediction log; {@code unit} is the cell that goals count by. */
  static LogLine prediction(String text, String unit) {
    try {
      CheckedNode json = CheckedNode.parse("line", text);
      JsonNode value = json.value();
      Kind kind =
          value.path("shadow").asBoolean()
              ? Kind.SHADOW
              : value.has("items") ? Kind.LIST : Kind.PREDICTION;
      JsonNode inputs = value.path(kind == Kind.LIST ? "items" : "inputs");
      JsonNode cell = value.path(kind == Kind.LIST ? unit : "inputs");
      return new LogLine(
          kind,
          micros(json),
          json.text("prediction"),
          json.text("run"),
          text(kind == Kind.LIST ? cell : cell.path(unit)),
          text(value.path("arm")),
          number(value.path("control")),
          kind == Kind.LIST ? null : Double.valueOf(json.number("value")),
          text(value.path("label")),
          inputs.isMissingNode() ? null : inputs.toString(),
          text(value.path("picked")),
          number(value.path("weight")),
          null,
          null,
          null,
          null);
    } catch (ArithmeticException e) {
      return broken(BEYOND);
    } catch (JobException e) {
      return broken(e.getMessage());
    }
  }

  /**
   * A line of the feedback log, or of a file with the same keys.
   *
   * @param usual time of a line that has none; null where each must have one
   */
  static LogLine feedback(String text, Instant usual) {
    try {
      CheckedNode json = CheckedNode.parse("line", text);
      return feedback(
          time(json, usual),
          json.text("prediction"),
          text(json.value().path("label")),
          text(json.value().path("event")),
          number(json.value().path("value")));
    } catch (ArithmeticException e) {
      return broken(BEYOND);
    } catch (JobException e) {
      return broken(e.getMessage());
    }
  }

  static LogLine feedback(
      Long micros, String prediction, String label, String event, Double amount) {
    if (label == null && event == null) {
      return broken("neither label nor event");
    }
    if (prediction.isBlank()) {
      return broken(NO_PREDICTION);
    }
    if (amount != null && !Double.isFinite(amount)) {
      return broken("value is no number");
    }
    Kind kind = label == null ? Kind.EVENT : Kind.LABEL;
    return said(kind, micros, prediction, label, event, amount, null);
  }

  static LogLine broken(String reason) {
    return said(Kind.BROKEN, null, null, null, null, null, reason);
  }

  /** What is no answer. */
  private static LogLine said(
      Kind kind,
      Long micros,
      String prediction,
      String label,
      String event,
      Double amount,
      String reason) {
    return new LogLine(
        kind,
        micros,
        prediction,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        label,
        event,
        amount,
        reason);
  }

  /**
   * @param line as it was read; kept of what may go to the quarantine
   */
  Row toRow(LogOrigin origin, LinePlace place, String line) {
    boolean kept = kind == Kind.LABEL || kind == Kind.EVENT || kind == Kind.BROKEN;
    return RowFactory.create(
        origin.name(),
        place.file(),
        place.block(),
        place.number(),
        kept ? line : null,
        kind.name(),
        micros,
        prediction,
        run,
        unit,
        arm,
        share,
        value,
        answer,
        inputs,
        picked,
        weight,
        label,
        event,
        amount,
        reason);
  }

  static Long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / NANOS_A_MICRO);
  }

  private static Long micros(CheckedNode json) {
    return micros(json.instant("time"));
  }

  /** A labelled prediction, as a join writes it, has the time of the label beside its own. */
  private static Long time(CheckedNode json, Instant usual) {
    if (json.value().has("labelled")) {
      return micros(json.instant("labelled"));
    }
    return usual == null || json.value().has("time") ? micros(json) : micros(usual);
  }

  private static String text(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isValueNode)
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .orElse(null);
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
  }
}
