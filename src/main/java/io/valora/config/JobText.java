package io.valora.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The YAML of a job, with {@code ${NAME}} replaced from the environment and {@code key=value}
 * overrides laid over it.
 */
public final class JobText {
  /** The longest text that is read, in characters or bytes. */
  public static final int MOST_CHARACTERS = PlainYaml.MOST_CHARACTERS;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private static final Pattern TABBED = Pattern.compile(" *\\t+[^\\s#]");

  private JobText() {}

  /**
   * @param file what messages call the text
   * @throws JobException when the text isn't YAML of plain values or isn't a mapping
   */
  public static ObjectNode parse(String file, String text) {
    try {
      if (PlainYaml.read(text) instanceof ObjectNode mapping) {
        return mapping;
      }
    } catch (JsonProcessingException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read " + file,
          tabbed(text).orElseGet(() -> "it is not YAML (%s)".formatted(firstLine(e))),
          e);
    }
    if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read " + file, "it is empty (valora init writes a job file)");
    }
    throw JobException.cannot(
        Outcome.INVALID_REQUEST,
        "read " + file,
        "it must be a mapping of keys to values, such as 'job: ratings'");
  }

  /**
   * Replaces {@code ${NAME}} in every text of the tree; a name that isn't set, or is called as
   * secrets are, is a problem.
   */
  public static void expand(
      ObjectNode tree, Function<String, String> environment, Problems problems) {
    expandIn(tree, environment, problems);
  }

  private static void expandIn(
      JsonNode node, Function<String, String> environment, Problems problems) {
    if (node instanceof ObjectNode mapping) {
      mapping
          .fields()
          .forEachRemaining(
              entry -> {
                if (entry.getValue().isTextual()) {
                  entry.setValue(
                      mapping.textNode(expanded(entry.getValue().asText(), environment, problems)));
                } else {
                  expandIn(entry.getValue(), environment, problems);
                }
              });
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i).isTextual()) {
          list.set(i, list.textNode(expanded(list.get(i).asText(), environment, problems)));
        } else {
          expandIn(list.get(i), environment, problems);
        }
      }
    }
  }

  private static String expanded(
      String text, Function<String, String> environment, Problems problems) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              if (Secrets.isName(match.group(1))) {
                problems.invalid("environment variable", match.group(), Secrets.REMEDY);
                return "";
              }
              String value = environment.apply(match.group(1));
              if (value == null || value.isBlank()) {
                problems.add(
                    "Missing environment variable %s (the job file says '%s')"
                        .formatted(match.group(1), text));
                return "";
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** Notes every text of the tree that is an address with user-info. */
  public static void refuseSecrets(ObjectNode tree, Problems problems) {
    DottedKeys.of(tree)
        .forEach(
            (path, value) -> {
              if (Secrets.inAddress(value)) {
                problems.invalid(path, value, Secrets.REMEDY);
              }
            });
  }

  /**
   * Applies {@code dotted.key=value} overrides to the tree; the value is YAML, so {@code a=[1, 2]}
   * is a list.
   */
  public static void override(ObjectNode tree, List<String> overrides) {
    overrides.forEach(override -> override(tree, override));
  }

  /** The same, noting the overrides that are refused and applying the others. */
  public static void override(ObjectNode tree, List<String> overrides, Problems problems) {
    for (String override : overrides) {
      try {
        override(tree, override);
      } catch (JobException refused) {
        problems.add(refused.getMessage());
      }
    }
  }

  private static void override(ObjectNode tree, String override) {
    int equals = override.indexOf('=');
    String[] keys = override.substring(0, Math.max(equals, 0)).split("\\.", -1);
    if (equals <= 0 || List.of(keys).contains("")) {
      throw refused(override, "must be dotted.key=value");
    }
    set(tree, keys, valueOf(override, override.substring(equals + 1)));
  }

  /** The tree as YAML. */
  public static String write(ObjectNode tree) {
    return PlainYaml.write(tree);
  }

  /** Sets the value of a dotted key. */
  public static void set(ObjectNode tree, String key, JsonNode value) {
    set(tree, key.split("\\.", -1), value);
  }

  private static void set(ObjectNode tree, String[] keys, JsonNode value) {
    ObjectNode at = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.get(keys[i]) instanceof ObjectNode child ? child : at.putObject(keys[i]);
    }
    at.set(keys[keys.length - 1], value);
  }

  private static JsonNode valueOf(String override, String text) {
    try {
      return PlainYaml.read(text);
    } catch (JsonProcessingException e) {
      throw refused(override, "the value must be YAML");
    }
  }

  private static JobException refused(String override, String must) {
    return JobException.invalid("--set", Secrets.maskedOverride(override), must);
  }

  /** YAML takes no tabs before a key, and its own message doesn't show them. */
  private static Optional<String> tabbed(String text) {
    List<String> lines = text.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      if (TABBED.matcher(lines.get(line)).lookingAt()) {
        return Optional.of(
            "line %d is indented by a tab (must be spaces: YAML takes no tabs there)"
                .formatted(line + 1));
      }
    }
    return Optional.empty();
  }

  private static String firstLine(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable") + where;
  }
}
