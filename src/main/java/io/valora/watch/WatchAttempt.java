package io.valora.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A training that watching began.
 *
 * @param runId of its run
 * @param why it was begun
 * @param champion that it was to replace; empty where there was none
 * @param rows files of new rows, which the run is trained on beside the job's own source
 * @param cause hash of the monitoring and the new rows that it was decided by
 */
public record WatchAttempt(
    String runId,
    Instant begun,
    Status status,
    String why,
    Optional<String> champion,
    List<String> rows,
    String cause) {
  /** States of a training. */
  public enum Status {
    /** Not ended, or ended by what may pass: the next look goes on with it. */
    BEGUN,
    PROMOTED,
    /** Trained, but its gates kept it from becoming champion, or another run is. */
    NOT_PROMOTED,
    /** Ended by what a person has to mend. */
    FAILED
  }

  public WatchAttempt {
    rows = List.copyOf(rows);
  }

  WatchAttempt ended(Status end) {
    return new WatchAttempt(runId, begun, end, why, champion, rows, cause);
  }

  boolean is(Status other) {
    return status == other;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run-id", runId).put("begun", begun.toString());
    json.put("status", EnumNames.nameOf(status)).put("why", why);
    json.put("champion", champion.orElse(null));
    rows.forEach(json.putArray("rows")::add);
    return json.put("cause", cause);
  }

  static WatchAttempt of(CheckedNode json) {
    return new WatchAttempt(
        json.text("run-id"),
        json.instant("begun"),
        json.choice("status", Status.values(), EnumNames::nameOf),
        json.text("why"),
        json.optional("champion").map(CheckedNode::requireText),
        json.elements("rows", CheckedNode::requireText),
        json.text("cause"));
  }
}
