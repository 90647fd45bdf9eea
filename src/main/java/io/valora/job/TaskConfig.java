package io.valora.job;

import io.valora.split.LeakKeys;
import io.valora.storage.Storage;
import java.util.List;

/** Task-specific configuration of a job. */
public interface TaskConfig {
  /** The columns by which train and test are compared. */
  LeakKeys leakKeys();

  /** Auxiliary inputs of the job. */
  default List<AuxiliaryInput> sideInputs() {
    return List.of();
  }

  /** Other files that the training reads. */
  default List<String> trainingFiles() {
    return List.of();
  }

  /**
   * Looks at other files that the job names, before any work.
   *
   * @throws io.valora.base.JobException when they won't do
   */
  default void check(Storage storage) {}
}
