package io.valora.training.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compatibility key of checkpoints: two trainings with equal facts can resume from each other and
 * end with the same bits.
 *
 * @param facts value by name, in this order
 */
public record CheckpointIdentity(Map<String, String> facts) {
  public CheckpointIdentity {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The first fact in which a checkpoint of this identity isn't one of {@code training}. */
  Optional<String> differenceFrom(CheckpointIdentity training) {
    return training.facts.entrySet().stream()
        .filter(fact -> !fact.getValue().equals(facts.get(fact.getKey())))
        .map(
            fact ->
                "its %s is %s, here it is %s"
                    .formatted(fact.getKey(), facts.get(fact.getKey()), fact.getValue()))
        .findFirst();
  }
}
