package io.valora.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the fields of one JSON object strictly; messages name the path of what is wrong. */
record JsonFields(String file, String path, JsonNode node) {
  JsonFields {
    if (!node.isObject()) {
      throw unreadable(file, path, node, "must be an object");
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  JsonFields object(String key) {
    return new JsonFields(file, pathOf(key), field(key));
  }

  /** The fields of an object whose keys are names, in the order of the text. */
  <T> Map<String, T> byName(String key, Function<JsonFields, T> read) {
    JsonFields named = object(key);
    Map<String, T> found = new LinkedHashMap<>();
    named
        .node
        .fieldNames()
        .forEachRemaining(name -> found.put(name, read.apply(named.object(name))));
    return found;
  }

  <T> List<T> objects(String key, Function<JsonFields, T> read) {
    List<T> found = new ArrayList<>();
    for (JsonNode element : list(key)) {
      String elementPath = pathOf(key) + "[" + found.size() + "]";
      found.add(read.apply(new JsonFields(file, elementPath, element)));
    }
    return found;
  }

  String text(String key) {
    return demand(key, field(key).isTextual(), "must be a text").asText();
  }

  long count(String key) {
    return count(pathOf(key), field(key));
  }

  List<Long> counts(String key) {
    List<Long> found = new ArrayList<>();
    list(key).forEach(element -> found.add(count(pathOf(key), element)));
    return found;
  }

  double number(String key) {
    return demand(key, field(key).isNumber(), "must be a number").asDouble();
  }

  /** NaN where the text says null. */
  double numberOrNull(String key) {
    return numberOrNull(pathOf(key), field(key));
  }

  Interval interval(String key) {
    JsonNode ends = list(key);
    demand(key, ends.size() == 2, "must be a list of two numbers");
    return new Interval(
        numberOrNull(pathOf(key), ends.get(0)), numberOrNull(pathOf(key), ends.get(1)));
  }

  JobException invalid(String key, String must) {
    return unreadable(file, pathOf(key), field(key), must);
  }

  private JsonNode list(String key) {
    return demand(key, field(key).isArray(), "must be a list");
  }

  private JsonNode demand(String key, boolean fulfilled, String must) {
    if (!fulfilled) {
      throw invalid(key, must);
    }
    return field(key);
  }

  private JsonNode field(String key) {
    JsonNode field = node.get(key);
    if (field == null) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + file, pathOf(key) + " is missing");
    }
    return field;
  }

  private long count(String at, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      throw unreadable(file, at, value, "must be a whole number of at least 0");
    }
    return value.asLong();
  }

  private double numberOrNull(String at, JsonNode value) {
    if (!value.isNumber() && !value.isNull()) {
      throw unreadable(file, at, value, "must be a number or null");
    }
    return value.isNull() ? Double.NaN : value.asDouble();
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static JobException unreadable(String file, String path, JsonNode value, String must) {
    String where = path.isEmpty() ? "the text" : path;
    return JobException.cannot(
        Outcome.UNEXPECTED, "read " + file, "%s is %s (%s)".formatted(where, value, must));
  }
}
