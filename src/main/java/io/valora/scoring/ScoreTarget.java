package io.valora.scoring;

import java.util.Optional;

/**
 * Destination of scores.
 *
 * @param folder of the ledger and the quarantine, and of the scored rows where they are files
 * @param existing treatment of scores of other rows that are there; a table's are replaced
 * @param table of the scored rows, with the format {@code jdbc}
 */
public record ScoreTarget(
    String folder, ScoreFormat format, Existing existing, Optional<TargetTable> table) {
  public ScoreTarget {
    if (format.isFile() == table.isPresent()) {
      throw new IllegalArgumentException("a table goes with the format jdbc, and only there");
    }
  }

  /** Treatment of scores that were made of other rows, or by another model. */
  public enum Existing {
    /** They stay, and the request is refused. */
    KEPT,
    REPLACED
  }

  /** Name of the ledger in the folder. */
  static final String LEDGER = "score.json";

  /** Where the scored rows are, as files. */
  String scores() {
    return folder + "/scores";
  }

  /** Where the scored rows are. */
  public String shown() {
    return table
        .map(one -> "table %s of %s".formatted(one.name(), JdbcAccess.shown(one.url())))
        .orElseGet(this::scores);
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
