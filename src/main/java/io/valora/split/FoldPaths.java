package io.valora.split;

/** The Parquet folders of one fold, in a folder of their own. */
public record FoldPaths(String folder) {
  /** Rows to train on. */
  public String train() {
    return folder + "/train";
  }

  /** Rows that aren't trained on: those that early stopping watches, and those that score. */
  public String heldOut() {
    return folder + "/held-out";
  }

  /** Row keys of the rows that score. */
  public String scored() {
    return folder + "/scored";
  }
}
