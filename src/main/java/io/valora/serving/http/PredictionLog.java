package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Sha256;
import io.valora.model.ModelKind;
import io.valora.model.Prediction;
import io.valora.serving.http.ServiceConfig.Logged;
import io.valora.storage.Storage;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predictions that were answered and labels that came later, as JSON lines under {@code
 * <root>/<job>/served}.
 */
final class PredictionLog implements AutoCloseable {
  private final Logged logged;
  private final double controlShare;
  private final LogLosses losses;
  private final Clock clock;
  private final LineLog predictions;
  private final LineLog feedback;

  /**
   * @param folder {@code <root>/<job>/served}
   */
  PredictionLog(
      Storage storage, String folder, ServiceConfig config, LogLosses losses, Clock clock) {
    this.clock = clock;
    this.logged = config.logged();
    this.controlShare = config.controlShare();
    this.losses = losses;
    this.predictions = new LineLog(storage, folder + "/predictions", losses);
    this.feedback = new LineLog(storage, folder + "/feedback", losses);
  }

  /** Answers to rows; those of a challenger have its run and say that nobody read them. */
  void rows(ServedModel served, String request, List<ScoredRow> rows, boolean shadow) {
    if (logged == Logged.NOTHING) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).prediction().isPresent()) {
        ObjectNode line = line(served.runId(), request + "." + i);
        if (shadow) {
          line.put("shadow", true);
        } else {
          putInputs(line, served, rows.get(i).cells());
        }
        Prediction prediction = rows.get(i).prediction().get();
        line.put("value", prediction.value());
        prediction.label().ifPresent(label -> line.put("label", label));
        predictions.add(line);
      }
    }
  }

  private void putInputs(ObjectNode line, ServedModel served, Map<String, String> cells) {
    if (logged == Logged.INPUTS || served.signature().kind() == ModelKind.PAIR) {
      ObjectNode inputs = line.putObject("inputs");
      List<String> names = served.signature().names();
      cells.forEach(
          (name, text) -> {
            if (logged == Logged.INPUTS || names.indexOf(name) < 2) {
              inputs.put(name, text);
            }
          });
    } else {
      line.put("key", hash(cells));
    }
  }

  /** The same for rows of the same cells, in whatever order they stand. */
  private static String hash(Map<String, String> cells) {
    MessageDigest digest = Sha256.digest();
    new TreeMap<>(cells)
        .forEach(
            (name, text) -> {
              digest.update((name + "\0" + text + "\0").getBytes(UTF_8));
            });
    return Sha256.hex(digest);
  }

  /** A list of items as it was answered; an explored one is a prediction of its own besides. */
  void list(ServedModel served, ObjectNode answer, List<Exploration.Place> places) {
    if (logged != Logged.NOTHING) {
      ObjectNode line = line(answer.path("run").asText(), answer.path("prediction").asText());
      line.set("arm", answer.path("arm"));
      if (answer.has("user")) {
        line.set("user", answer.path("user"));
        line.put("control", controlShare);
      }
      if (answer.has("known")) {
        line.set("known", answer.path("known"));
      }
      line.set("items", answer.path("items"));
      predictions.add(line);
      for (int place = 0; place < places.size(); place++) {
        if (places.get(place).isExplored()) {
          explored(served, answer, places.get(place), place);
        }
      }
    }
  }

  private void explored(
      ServedModel served, ObjectNode answer, Exploration.Place place, int number) {
    JsonNode id = answer.path("items").path(number).path("prediction");
    ObjectNode line = line(served.runId(), id.asText());
    line.set("arm", answer.path("arm"));
    line.put("control", controlShare);
    List<String> names = served.signature().names();
    line.putObject("inputs")
        .put(names.get(0), answer.path("user").asText())
        .put(names.get(1), place.item().item());
    line.put("value", place.item().stars());
    predictions.add(line.put("picked", "explored").put("weight", place.weight()));
  }

  /** A true answer to a prediction, or an event that followed it. */
  void feedback(JsonNode said) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("time", clock.instant().toString());
    said.fields().forEachRemaining(entry -> line.set(entry.getKey(), entry.getValue()));
    feedback.add(line);
  }

  private ObjectNode line(String run, String prediction) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    return line.put("time", clock.instant().toString())
        .put("run", run)
        .put("prediction", prediction);
  }

  @Override
  public void close() {
    predictions.close();
    feedback.close();
    losses.close();
  }
}
