package io.valora.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Row that people are asked to label.
 *
 * @param micros time of the prediction since the epoch
 * @param value that the model predicted
 * @param answer class that it said, or null
 * @param inputs JSON of the row's cells
 * @param hash its place in a random order
 */
public record PickedRow(
    String prediction,
    long micros,
    String run,
    double value,
    String answer,
    String inputs,
    String hash,
    Why why) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reason to ask for a row. */
  public enum Why {
    RANDOM,
    UNSURE
  }

  /** Cells by the name of their column. */
  public Map<String, String> cells() {
    Map<String, String> cells = new LinkedHashMap<>();
    tree().fields().forEachRemaining(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
    return cells;
  }

  /** The reason as files have it. */
  public String picked() {
    return EnumNames.nameOf(why);
  }

  /** A line as the service logs its predictions. */
  String line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("time", Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()).put("run", run);
    line.put("prediction", prediction).set("inputs", tree());
    line.put("value", value);
    if (answer != null) {
      line.put("label", answer);
    }
    return line.put("picked", picked()).toString();
  }

  private JsonNode tree() {
    try {
      return JSON.readTree(inputs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cells were written as JSON", e);
    }
  }
}
