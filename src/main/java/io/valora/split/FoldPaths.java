package io.valora.split;

/** The Parquet folders of one fold, in a folder of their own. */
public record FoldPaths(String folder) {
  /** Rows to train on. */
  public String train() {
    return folder + "/train";
  }

  /** Rows that early stopping watches. */
  public String stopping() {
    return folder + "/stopping";
  }

  /** Rows that score. */
  public String scored() {
    return folder + "/scored";
  }

  /** With the rows that stop for validation, and those that score for test. */
  public SplitPaths splits() {
    return new SplitPaths(train(), stopping(), scored());
  }
}
