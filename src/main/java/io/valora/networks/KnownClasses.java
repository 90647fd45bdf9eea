package io.valora.networks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.Set;

/**
 * The classes that the JSON of a graph may name. DL4J makes an object of every {@code @class} it
 * reads, so the author of the JSON would choose the loaded classes: it is checked first, and may
 * name our own classes and those of which DL4J's own graphs are made.
 */
public final class KnownClasses {
  private static final String CLASS = "@class";
  private static final Set<String> OURS =
      Set.of(TowerLayer.class.getName(), KerasAdaGrad.class.getName());

  /** Of the packages themselves; what lies in packages below them is not meant. */
  private static final Set<String> PACKAGES =
      Set.of(
          "org.deeplearning4j.nn.conf.distribution",
          "org.deeplearning4j.nn.conf.dropout",
          "org.deeplearning4j.nn.conf.graph",
          "org.deeplearning4j.nn.conf.layers",
          "org.deeplearning4j.nn.conf.preprocessor",
          "org.deeplearning4j.nn.weights",
          "org.nd4j.linalg.activations.impl",
          "org.nd4j.linalg.learning.config",
          "org.nd4j.linalg.learning.regularization",
          "org.nd4j.linalg.lossfunctions.impl",
          "org.nd4j.linalg.schedule");

  /** A key that stands twice could mean one class here and another to DL4J. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private KnownClasses() {}

  /**
   * @param configuration a graph in DL4J's JSON
   * @throws JobException when the text is no JSON object, or names another class
   */
  public static void require(String configuration) {
    try {
      JsonNode graph = JSON.readTree(configuration);
      if (!graph.isObject()) {
        throw refused("its configuration is no JSON object");
      }
      requireKnownIn(graph);
    } catch (JsonProcessingException e) {
      throw refused("its configuration is not JSON");
    }
  }

  private static void requireKnownIn(JsonNode node) {
    if (node.has(CLASS)) {
      requireKnown(node.get(CLASS));
    }
    node.forEach(KnownClasses::requireKnownIn);
  }

  private static void requireKnown(JsonNode value) {
    String name = value.asText();
    int dot = name.lastIndexOf('.');
    boolean known = OURS.contains(name) || (dot > 0 && PACKAGES.contains(name.substring(0, dot)));
    if (!value.isTextual() || !known) {
      throw refused("it names the class %s, of which no network is made".formatted(value));
    }
  }

  private static JobException refused(String reason) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read the network", reason);
  }
}
