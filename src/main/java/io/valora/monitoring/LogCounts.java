package io.valora.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.feedback.LabelRule;
import io.valora.feedback.ToldLabels.Told;
import io.valora.model.InputProblem;
import io.valora.model.Model;
import io.valora.model.reference.Reference;
import io.valora.models.PairModel;
import io.valora.monitoring.states.Fate;
import io.valora.monitoring.states.MonitoredState;
import io.valora.monitoring.states.StateShape;
import io.valora.prediction.SharedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
 * @param rule of labels
 */
record LogCounts(
    Broadcast<SharedModel> model,
    Broadcast<String> reference,
    StateShape shape,
    String run,
    LabelRule rule)
    implements Serializable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Comparator<Timed> LATEST =
      Comparator.comparingLong(Timed::micros).thenComparing(label -> label.label().text());

  /** A label that is a value, with its time. */
  private record Timed(long micros, LabelRule.Value label) {}

  /** The counts of a partition of lines beside their labels, alone. */
  Iterator<MonitoredState> of(
      Iterator<Tuple2<String, Tuple2<Iterable<String>, Iterable<Told>>>> some) {
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

    private void labeled(Iterable<String> lines, Iterable<Told> told) {
      List<String> ordered = new ArrayList<>();
      lines.forEach(ordered::add);
      ordered.sort(null);
      List<Optional<JsonNode>> parsed = ordered.stream().map(this::parsed).toList();
      double truth = truth(parsed, told);
      Set<String> seen = new HashSet<>();
      parsed.forEach(
          line ->
              line.ifPresentOrElse(
                  json -> line(json, truth, seen), () -> state.count(Fate.BROKEN)));
    }

    /** The last of the labels that are values; NaN where no answer of the run has one. */
    private double truth(List<Optional<JsonNode>> lines, Iterable<Told> told) {
      boolean counted = lines.stream().flatMap(Optional::stream).anyMatch(this::isRow);
      boolean ofOther = lines.stream().flatMap(Optional::stream).anyMatch(this::isOfOtherRun);
      List<Timed> labels = new ArrayList<>();
      for (Told one : told) {
        if (one.isBroken()) {
          state.count(Fate.LABEL_BROKEN);
          continue;
        }
        state.count(one.given() ? Fate.LABEL_FROM_FILES : Fate.LABEL_FROM_SERVICE);
        if (!counted) {
          state.count(ofOther ? Fate.LABEL_OTHER_RUN : Fate.LABEL_UNKNOWN);
        } else if (rule.hold(one.text()) instanceof LabelRule.Value label) {
          labels.add(new Timed(one.micros(), label));
        } else {
          state.count(Fate.LABEL_INVALID);
        }
      }
      if (labels.isEmpty()) {
        return Double.NaN;
      }
      state.count(Fate.LABEL_JOINED);
      state.count(Fate.LABEL_REPLACED, labels.size() - 1L);
      return Collections.max(labels, LATEST).label().value();
    }

    private boolean isRow(JsonNode json) {
      return json.path("run").asText().equals(run)
          && !json.path("shadow").asBoolean()
          && !json.has("items")
          && json.path("value").isNumber()
          && Double.isFinite(json.path("value").asDouble())
          && TableCounts.day(json.path("time").asText()).isPresent();
    }

    private boolean isOfOtherRun(JsonNode json) {
      return !json.path("run").asText().equals(run)
          && !json.path("shadow").asBoolean()
          && !json.has("items");
    }

    /**
     * @param seen runs that gave the answer, each also as a challenger: a line that is there twice
     *     counts once
     */
    private void line(JsonNode json, double truth, Set<String> seen) {
      if (json.hasNonNull("prediction")
          && !seen.add(json.path("run").asText() + " " + json.path("shadow").asBoolean())) {
        state.count(Fate.REPEATED);
      } else if (!json.path("run").asText().equals(run)) {
        state.count(Fate.OTHER_RUN);
      } else if (json.path("shadow").asBoolean()) {
        state.count(Fate.SHADOW);
      } else if (json.has("items")) {
        state.count(Fate.LIST);
        TableCounts.day(json.path("time").asText()).ifPresent(on -> list(json, on));
      } else if (isRow(json)) {
        row(json, TableCounts.day(json.path("time").asText()).orElseThrow(), truth);
      } else {
        state.count(Fate.BROKEN);
      }
    }

    /** A list that the model made; those of the control and of unknown users are popular items. */
    private void list(JsonNode json, String day) {
      if (json.path("arm").asText().equals("model")
          && json.path("known").asBoolean(true)
          && asked instanceof PairModel) {
        List<String> items = new ArrayList<>();
        json.path("items")
            .forEach(
                item -> {
                  if (!item.path("explored").asBoolean()) {
                    items.add(item.path("item").asText());
                  }
                });
        measures.countList(state.day(day), items);
      }
    }

    private void row(JsonNode json, String day, double truth) {
      double answer = json.path("value").asDouble();
      if (json.path("weight").isNumber()) {
        state.day(day).explored().add(answer - truth, json.path("weight").asDouble());
        state.count(Fate.EXPLORED);
        return;
      }
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
      measures.count(state.day(day), inputs, answer, truth);
      state.count(Fate.COUNTED);
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
