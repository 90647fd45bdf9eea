package io.valora.job;

import io.valora.base.EnumNames;

/** The steps of a run, in order; each is restartable on the run's folder. */
public enum Stage {
  INGEST("Read, type and quarantine the rows"),
  SPLIT("Split the rows into train, validation and test"),
  TRAIN("Train the network by parameter averaging"),
  EVALUATE("Evaluate on the test rows, beside the baselines, and write the report"),
  RECOMMEND("Write the top-N of every user and publish the run");

  private final String description;

  Stage(String description) {
    this.description = description;
  }

  /** One-line description of the stage. */
  public String description() {
    return description;
  }

  /** The sub-command and the name in {@code run.json}. */
  public String label() {
    return EnumNames.nameOf(this);
  }
}
