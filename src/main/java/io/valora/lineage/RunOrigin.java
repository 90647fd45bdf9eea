package io.valora.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Provenance of a run: enough to reproduce it.
 *
 * @param config the configuration in force, with every default
 * @param inputs the files that were read
 * @param environment versions and settings of the machine by name, in this order
 * @param warmStart earlier run that the training begins with; empty for untrained weights
 */
public record RunOrigin(
    JsonNode config,
    List<InputFile> inputs,
    Map<String, String> environment,
    Optional<WarmStart> warmStart) {
  /** Nothing is known yet. */
  public static final RunOrigin EMPTY =
      new RunOrigin(JsonNodeFactory.instance.objectNode(), List.of(), Map.of());

  /** Of a training that begins with untrained weights. */
  public RunOrigin(JsonNode config, List<InputFile> inputs, Map<String, String> environment) {
    this(config, inputs, environment, Optional.empty());
  }

  public RunOrigin {
    config = config.deepCopy();
    inputs = List.copyOf(inputs);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** A copy: what is changed in it stays there. */
  @Override
  public JsonNode config() {
    return config.deepCopy();
  }

  public RunOrigin withConfig(JsonNode changed) {
    return new RunOrigin(changed, inputs, environment, warmStart);
  }

  public RunOrigin withInputs(List<InputFile> changed) {
    return new RunOrigin(config, changed, environment, warmStart);
  }

  public RunOrigin withEnvironment(Map<String, String> changed) {
    return new RunOrigin(config, inputs, changed, warmStart);
  }

  public RunOrigin withWarmStart(Optional<WarmStart> changed) {
    return new RunOrigin(config, inputs, environment, changed);
  }
}
