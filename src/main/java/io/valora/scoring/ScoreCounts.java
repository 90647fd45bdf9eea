package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.Locale;

/**
 * Accounting of a scoring: {@code read = scored + quarantined + dropped}.
 *
 * @param read data rows of the files, without headers
 * @param scored rows that got an answer, or a list
 * @param quarantined rows that could not be typed
 * @param dropped rows that the job leaves out on purpose
 * @param written rows that came out; as many as scored ones, but for lists
 */
public record ScoreCounts(long read, long scored, long quarantined, long dropped, long written) {
  /** Nothing is counted. */
  static final ScoreCounts NONE = new ScoreCounts(0, 0, 0, 0, 0);

  public ScoreCounts {
    if (read != scored + quarantined + dropped) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every row",
          "%d were read, but %d scored, %d quarantined and %d dropped"
              .formatted(read, scored, quarantined, dropped));
    }
  }

  /** {@code 1,003 rows read, 1,000 scored, 3 quarantined}, and what else there is to say. */
  public String sentence() {
    String left = dropped == 0 ? "" : String.format(Locale.ROOT, ", %,d dropped", dropped);
    String lists = written == scored ? "" : String.format(Locale.ROOT, ", %,d written", written);
    return String.format(
        Locale.ROOT,
        "%,d rows read, %,d scored, %,d quarantined%s%s",
        read,
        scored,
        quarantined,
        left,
        lists);
  }
}
