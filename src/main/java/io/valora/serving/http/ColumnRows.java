package io.valora.serving.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.ShownText;
import io.valora.serving.GivenRow;
import io.valora.serving.JsonObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows put together from columns, or from tables as MLflow's clients send them. */
final class ColumnRows {
  private final JsonBody body;
  private final Map<String, JsonNode> columns = new LinkedHashMap<>();

  ColumnRows(JsonBody body) {
    this.body = body;
  }

  void add(String name, JsonNode values) {
    if (columns.put(name, values) != null) {
      throw new Refusal(
          Refusal.BAD_REQUEST, "Invalid input %s: it is given twice".formatted(ShownText.of(name)));
    }
  }

  /** One row for each place of the columns, which are of the same length. */
  List<GivenRow> rows() {
    int length = columns.values().stream().mapToInt(JsonNode::size).max().orElse(0);
    List<GivenRow> rows = new ArrayList<>();
    columns.forEach(
        (name, values) -> {
          if (values.size() != length) {
            throw new Refusal(
                Refusal.BAD_REQUEST,
                "Invalid input %s: %d values (must be %d, as others have)"
                    .formatted(ShownText.of(name), values.size(), length));
          }
        });
    for (int i = 0; i < length; i++) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      int place = i;
      columns.forEach((name, values) -> row.set(name, values.path(place)));
      rows.add(row(rows.size(), row));
    }
    return rows;
  }

  /** Of an object with a list for each column, or of one row. */
  List<GivenRow> ofObject(JsonNode object) {
    boolean lists = !object.isEmpty();
    for (JsonNode value : object) {
      lists &= value.isArray();
    }
    if (!lists) {
      return List.of(row(0, object));
    }
    object.fields().forEachRemaining(column -> add(column.getKey(), column.getValue()));
    return rows();
  }

  /**
   * @param kind what messages call the list
   */
  List<GivenRow> ofRecords(String kind, JsonNode list) {
    if (!list.isArray()) {
      throw new Refusal(
          Refusal.BAD_REQUEST, "Invalid %s (must be a list of objects)".formatted(kind));
    }
    List<GivenRow> rows = new ArrayList<>();
    list.forEach(row -> rows.add(row(rows.size(), row)));
    return rows;
  }

  /** Of {@code {"columns": […], "data": [[…]]}}. */
  List<GivenRow> ofSplit(JsonNode split) {
    List<GivenRow> rows = new ArrayList<>();
    JsonNode names = split.path("columns");
    for (JsonNode values : split.path("data")) {
      if (!values.isArray() || values.size() != names.size()) {
        throw new Refusal(
            Refusal.BAD_REQUEST,
            "Invalid dataframe_split.data[%d] (must be %d values, as there are columns)"
                .formatted(rows.size(), names.size()));
      }
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < names.size(); i++) {
        row.set(names.path(i).asText(), values.path(i));
      }
      rows.add(row(rows.size(), row));
    }
    return rows;
  }

  private GivenRow row(int place, JsonNode row) {
    body.requireRoom(place);
    try (JsonParser parser = row.traverse()) {
      parser.nextToken();
      return JsonObjects.row(place + 1L, parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
