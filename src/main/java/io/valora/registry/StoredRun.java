package io.valora.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.EnumNames;
import io.valora.config.DottedKeys;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its {@code run.json} has it, whatever the state.
 *
 * @param json the file; an empty object where it can't be read
 */
public record StoredRun(RunFolder folder, JsonNode json) {
  /** Empty where the file can't be read. */
  public Optional<RunStatus> status() {
    String name = json.path("status").asText();
    return Arrays.stream(RunStatus.values())
        .filter(status -> EnumNames.nameOf(status).equals(name))
        .findFirst();
  }

  /** When it began; the first of all times where the file can't be read. */
  public Instant created() {
    try {
      return Instant.parse(json.path("created").asText());
    } catch (DateTimeParseException unreadable) {
      return Instant.MIN;
    }
  }

  /** The seconds that its finished stages took. */
  public double seconds() {
    double seconds = 0;
    for (JsonNode stage : json.path("stages")) {
      seconds += stage.path("seconds").asDouble();
    }
    return seconds;
  }

  /** Every value of the file by its dotted key, such as {@code metrics.test.rmse}. */
  public Map<String, String> values() {
    return DottedKeys.of(json);
  }
}
