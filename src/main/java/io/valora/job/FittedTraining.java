package io.valora.job;

import io.valora.training.RowTraining;

/** A training with whatever was fitted for it, such as vocabularies or scales. */
public interface FittedTraining {
  RowTraining rows();
}
