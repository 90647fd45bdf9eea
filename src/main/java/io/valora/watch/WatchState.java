package io.valora.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.storage.Storage;
import io.valora.watch.WatchAttempt.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every training that watching began of a job, the first one first: {@code watch.json}. It is
 * written before a training begins and once it has ended.
 */
public record WatchState(List<WatchAttempt> attempts) {
  private static final int FORMAT_VERSION = 1;

  public WatchState {
    attempts = List.copyOf(attempts);
  }

  /** Of no attempts where there is no file. */
  static WatchState read(Storage storage, String file) {
    return storage
        .textOf(file)
        .map(text -> CheckedNode.parse(file, text).requireFormatVersion(FORMAT_VERSION))
        .map(json -> new WatchState(json.list("attempts", WatchAttempt::of)))
        .orElse(new WatchState(List.of()));
  }

  void write(Storage storage, String file) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("format-version", FORMAT_VERSION);
    ArrayNode list = json.putArray("attempts");
    attempts.forEach(attempt -> list.add(attempt.toJson()));
    storage.write(file, json.toPrettyString().replace("\r", "") + "\n");
  }

  Optional<WatchAttempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** The attempt that isn't ended. */
  Optional<WatchAttempt> open() {
    return last().filter(attempt -> attempt.is(Status.BEGUN));
  }

  WatchState with(WatchAttempt begun) {
    List<WatchAttempt> all = new ArrayList<>(attempts);
    all.add(begun);
    return new WatchState(all);
  }

  WatchState withLast(Status end) {
    List<WatchAttempt> all = new ArrayList<>(attempts);
    all.set(all.size() - 1, all.get(all.size() - 1).ended(end));
    return new WatchState(all);
  }

  /** Files of new rows that earlier champions were trained on; those of refused ones stay out. */
  Stream<String> learnedRows() {
    return attempts.stream()
        .filter(attempt -> attempt.is(Status.PROMOTED))
        .flatMap(attempt -> attempt.rows().stream());
  }
}
