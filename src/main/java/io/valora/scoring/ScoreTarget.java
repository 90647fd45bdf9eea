package io.valora.scoring;

/**
 * Destination of scores.
 *
 * @param folder of the ledger and the quarantine, and of the scored rows where they are files
 * @param existing treatment of scores of other rows that are there
 */
public record ScoreTarget(String folder, ScoreFormat format, Existing existing) {
  /** Treatment of scores that were made of other rows, or by another model. */
  public enum Existing {
    /** They stay, and the request is refused. */
    KEPT,
    REPLACED
  }

  /** Name of the ledger in the folder. */
  static final String LEDGER = "score.json";

  /** Where the scored rows are, as files. */
  public String scores() {
    return folder + "/scores";
  }

  public String quarantine() {
    return folder + "/quarantine";
  }

  public String ledger() {
    return folder + "/" + LEDGER;
  }

  /** Files of an attempt that isn't finished. */
  String attempt() {
    return folder + "/attempt";
  }
}
