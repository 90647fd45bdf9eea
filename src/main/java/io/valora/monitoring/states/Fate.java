package io.valora.monitoring.states;

/** Fate of a row, a line of a log or a label. */
public enum Fate {
  /** A row that is counted on its day. */
  COUNTED,
  /** Its day can't be read. */
  WITHOUT_DAY,
  /** A line that is no JSON object with a time and an answer. */
  BROKEN,
  /** Answered by another run. */
  OTHER_RUN,
  /** Answered by a challenger, and read by nobody. */
  SHADOW,
  /** An answer that was logged before, by the same run. */
  REPEATED,
  /** A list of items. */
  LIST,
  /** An item of a list that was drawn at random: its label counts, and nothing else of it. */
  EXPLORED,
  /** An input that is no value of its column. */
  UNTYPED,
  /** The last label of a counted answer. */
  LABEL_JOINED,
  /** An earlier label of the same prediction. */
  LABEL_REPLACED,
  /** A label that is no value of the model. */
  LABEL_INVALID,
  /** A label of an answer of another run. */
  LABEL_OTHER_RUN,
  /** A label of no prediction that was read. */
  LABEL_UNKNOWN,
  /** A line of labels that can't be read. */
  LABEL_BROKEN,
  /** A label that the service was sent, whatever became of it. */
  LABEL_FROM_SERVICE,
  /** A label that a user named, whatever became of it. */
  LABEL_FROM_FILES;

  /** Whether it is the fate of a label. */
  public boolean isOfLabel() {
    return name().startsWith("LABEL");
  }
}
