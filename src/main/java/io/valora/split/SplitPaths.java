package io.valora.split;

/** The Parquet folders of the three splits. */
public record SplitPaths(String train, String validation, String test) {
  /** {@code train}, {@code validation} and {@code test} in one folder. */
  public static SplitPaths in(String folder) {
    return new SplitPaths(folder + "/train", folder + "/validation", folder + "/test");
  }
}
