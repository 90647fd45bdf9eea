package io.valora.serving.check;

import io.valora.base.EnumNames;

/** Rule that a model is held against in the serving JVM, in the order of the checks. */
public enum CheckRule {
  /** The published files are those of the manifest, and are read. */
  LOADS_IN_SERVING_JVM,
  /** Golden rows of the signature have the bits that training stored. */
  GOLDEN_ROWS,
  /** Test rows have the answers of the evaluation. */
  TEST_ROWS,
  /** Inputs that nobody should send have an answer or a sentence. */
  HOSTILE_INPUTS,
  /** So have inputs made at random. */
  GENERATED_INPUTS,
  /** Answers keep their bits and memory doesn't grow while threads ask without a pause. */
  STRESS;

  /** The rule's name, such as {@code golden-rows}. */
  public String label() {
    return EnumNames.nameOf(this);
  }
}
