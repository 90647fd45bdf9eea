package io.valora.profiling;

import java.util.List;
import java.util.Optional;

/** Guess of the job that a table is for. */
sealed interface TaskDraft permits RatingDraft, SentimentDraft, RegressionDraft {
  /** The task, with the reason. */
  Line task();

  /** Keys of the job itself, such as the target. */
  default List<Line> jobKeys() {
    return List.of();
  }

  /** The columns that the job uses, in the order of the job file. */
  List<DraftColumn> columns();

  /** Values of a column that stand for rows to leave out, such as 0 for "not rated". */
  default Optional<DroppedValues> dropped() {
    return Optional.empty();
  }

  /** Entries of {@code features.columns}; empty where the defaults will do. */
  default List<Line> features() {
    return List.of();
  }

  /** Remarks about what was found and not used. */
  default List<String> remarks() {
    return List.of();
  }
}
