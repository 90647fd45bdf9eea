package io.valora.training.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.training.EngineState;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import java.util.List;
import java.util.Optional;

/**
 * Header of a checkpoint, in {@code checkpoint.json}: everything but its arrays, and their lengths.
 * {@code src/docs/checkpoint.md} describes each key.
 *
 * @param span the engine's place; without blocks
 * @param blockLengths of the engine's blocks, in floats
 * @param best without parameters; empty when early stopping is off or has seen nothing
 */
public record CheckpointHead(
    CheckpointIdentity identity,
    EngineState span,
    double seconds,
    List<EpochRecord> history,
    List<Integer> blockLengths,
    Optional<Best> best) {
  private static final int FORMAT_VERSION = 1;
  private static final String NOT_FINITE = "NaN|-?Infinity";

  /**
   * @param parameters how many the network has
   */
  record Best(int epoch, double metric, int parameters) {}

  public static CheckpointHead of(Checkpoint checkpoint) {
    EngineState state = checkpoint.state();
    return new CheckpointHead(
        checkpoint.identity(),
        new EngineState(state.epoch(), state.finishedRounds(), state.trainedRows(), List.of()),
        checkpoint.seconds(),
        checkpoint.history(),
        state.blocks().stream().map(block -> block.length).toList(),
        checkpoint
            .best()
            .map(
                best -> new Best(best.epoch(), best.metric(), best.network().parameters().length)));
  }

  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION);
    ObjectNode facts = json.putObject("identity");
    identity.facts().forEach(facts::put);
    json.put("epoch", span.epoch());
    json.put("finished-rounds", span.finishedRounds());
    json.put("trained-rows", span.trainedRows());
    json.put("seconds", seconds);
    json.putArray("history");
    history.forEach(epoch -> write(epoch, json.withArray("history").addObject()));
    best.ifPresent(
        epoch ->
            json.putObject("best")
                .put("epoch", epoch.epoch())
                .put("metric", epoch.metric())
                .put("parameters", epoch.parameters()));
    json.putArray("blocks");
    blockLengths.forEach(length -> json.withArray("blocks").addObject().put("floats", length));
    return json.toPrettyString() + "\n";
  }

  /**
   * @param name what messages call the checkpoint
   * @throws io.valora.base.JobException when the text is none of this format version
   */
  static CheckpointHead fromJson(String name, String text) {
    CheckedNode json = CheckedNode.parse(name, text).requireFormatVersion(FORMAT_VERSION);
    return new CheckpointHead(
        new CheckpointIdentity(json.map("identity", CheckedNode::requireText)),
        new EngineState(
            number(json, "epoch"),
            number(json, "finished-rounds"),
            json.count("trained-rows"),
            List.of()),
        json.number("seconds"),
        json.list("history", CheckpointHead::epoch),
        json.list("blocks", block -> number(block, "floats")),
        json.optional("best")
            .map(
                best ->
                    new Best(
                        number(best, "epoch"), real(best, "metric"), number(best, "parameters"))));
  }

  private static void write(EpochRecord epoch, ObjectNode json) {
    json.put("epoch", epoch.epoch());
    write(epoch.train(), json.putObject("train"));
    write(epoch.validation(), json.putObject("validation"));
    json.put("rows", epoch.rows());
    json.put("seconds", epoch.seconds());
  }

  private static void write(EpochMetrics metrics, ObjectNode json) {
    json.put("loss", metrics.loss()).put("metric", metrics.metric());
  }

  private static EpochRecord epoch(CheckedNode json) {
    return new EpochRecord(
        number(json, "epoch"),
        metrics(json.object("train")),
        metrics(json.object("validation")),
        json.count("rows"),
        json.number("seconds"));
  }

  private static EpochMetrics metrics(CheckedNode json) {
    return new EpochMetrics(real(json, "loss"), real(json, "metric"));
  }

  private static int number(CheckedNode json, String key) {
    return Math.toIntExact(json.count(key));
  }

  /** JSON has no name for what isn't finite; Jackson writes Java's as a text. */
  private static double real(CheckedNode json, String key) {
    JsonNode value = json.value().path(key);
    return value.isTextual()
        ? Double.parseDouble(json.text(key, NOT_FINITE, "a number"))
        : json.number(key);
  }
}
