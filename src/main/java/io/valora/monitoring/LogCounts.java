package io.valora.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.model.InputProblem;
import io.valora.model.Model;
import io.valora.model.reference.Reference;
import io.valora.models.PairModel;
import io.valora.monitoring.states.Fate;
import io.valora.monitoring.states.MonitoredState;
import io.valora.monitoring.states.StateShape;
import io.valora.prediction.SharedModel;
import io.valora.schema.CellParser;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ParsedCell;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Counts the lines of a prediction log, with labels where there are some.
 *
 * @param target column of true answers, if the job declares one
 */
record LogCounts(
    Broadcast<SharedModel> model,
    Broadcast<String> reference,
    StateShape shape,
    String run,
    List<ColumnSpec> target)
    implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A true answer with the time that it came at. */
  record Label(String time, String text) implements Serializable, Comparable<Label> {
    @Override
    public int compareTo(Label other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : text.compareTo(other.text);
    }
  }

  /** The counts of a partition of lines beside their labels, alone. */
  Iterator<MonitoredState> of(
      Iterator<Tuple2<String, Tuple2<Iterable<String>, Iterable<Label>>>> some) {
    Counting counting = new Counting();
    some.forEachRemaining(one -> counting.labeled(one._2()._1(), one._2()._2()));
    return List.of(counting.state).iterator();
  }

  /** The prediction that a line is of; empty for a broken one. */
  static String id(String line) {
    try {
      return JSON.readTree(line).path("prediction").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private final class Counting {
    private final MonitoredState state = new MonitoredState(shape);
    private final Model asked = model.value().model();
    private final RowMeasures measures =
        new RowMeasures(asked, Reference.fromJson("reference.json", reference.value()));

    private void labeled(Iterable<String> lines, Iterable<Label> labels) {
      List<Label> sorted = new ArrayList<>();
      labels.forEach(sorted::add);
      sorted.sort(null);
      boolean known = lines.iterator().hasNext();
      if (!sorted.isEmpty()) {
        state.count(Fate.LABEL_REPLACED, sorted.size() - 1L);
        state.count(known ? Fate.LABEL_JOINED : Fate.LABEL_UNKNOWN);
      }
      Optional<Label> last =
          sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() - 1));
      List<String> ordered = new ArrayList<>();
      lines.forEach(ordered::add);
      ordered.sort(null);
      Set<String> seen = new HashSet<>();
      ordered.forEach(line -> line(line, last.map(Label::text), seen));
    }

    /**
     * @param seen runs that gave the answer, each also as a challenger: a line that is there twice
     *     counts once
     */
    private void line(String line, Optional<String> label, Set<String> seen) {
      Optional<JsonNode> parsed = parsed(line);
      if (parsed.isEmpty()) {
        state.count(Fate.BROKEN);
        return;
      }
      JsonNode json = parsed.get();
      if (json.hasNonNull("prediction")
          && !seen.add(json.path("run").asText() + " " + json.path("shadow").asBoolean())) {
        state.count(Fate.REPEATED);
        return;
      }
      Optional<String> day = TableCounts.day(json.path("time").asText());
      if (!json.path("run").asText().equals(run)) {
        state.count(Fate.OTHER_RUN);
      } else if (json.path("shadow").asBoolean()) {
        state.count(Fate.SHADOW);
      } else if (json.has("items")) {
        state.count(Fate.LIST);
        day.ifPresent(on -> list(json, on));
      } else if (day.isEmpty() || !json.path("value").isNumber()) {
        state.count(Fate.BROKEN);
      } else {
        row(json, day.get(), label);
      }
    }

    /** A list that the model made; those of the control and of unknown users are popular items. */
    private void list(JsonNode json, String day) {
      if (json.path("arm").asText().equals("model")
          && json.path("known").asBoolean(true)
          && asked instanceof PairModel) {
        List<String> items = new ArrayList<>();
        json.path("items").forEach(item -> items.add(item.path("item").asText()));
        measures.countList(state.day(day), items);
      }
    }

    private void row(JsonNode json, String day, Optional<String> label) {
      Object[] inputs = null;
      if (json.path("inputs").isObject()) {
        List<InputProblem> problems = new ArrayList<>();
        Map<String, String> cells = new HashMap<>();
        json.path("inputs")
            .fields()
            .forEachRemaining(
                cell -> {
                  if (!cell.getValue().isNull()) {
                    cells.put(cell.getKey(), cell.getValue().asText());
                  }
                });
        inputs = asked.signature().typed(cells, problems);
        if (!problems.isEmpty()) {
          state.count(Fate.UNTYPED);
          return;
        }
      }
      measures.count(
          state.day(day),
          inputs,
          json.path("value").asDouble(),
          label.map(this::truth).orElse(Double.NaN));
      state.count(Fate.COUNTED);
    }

    private double truth(String label) {
      int place = asked.signature().output().classes().indexOf(label);
      if (place >= 0) {
        return place;
      }
      if (!target.isEmpty()
          && new CellParser(target.get(0)).parse(label) instanceof ParsedCell.Typed typed
          && typed.value() instanceof Number number) {
        return number.doubleValue();
      }
      state.count(Fate.LABEL_BROKEN);
      return Double.NaN;
    }

    private Optional<JsonNode> parsed(String line) {
      try {
        return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }
  }
}
