package io.valora.ingest;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.List;
import java.util.Locale;

/** Rejection of data that has no rows, or too many bad ones. */
record DataRejection(IngestInput input) {
  void ofNoRows(long read) {
    if (read == 0) {
      throw cannotIngest("it has no rows");
    }
  }

  void ofAllDropped(long typed, long dropped) {
    if (typed == 0 && dropped > 0) {
      String key = input.config().section() + ".drop";
      throw cannotIngest("no row is left: %s drops %d of them".formatted(key, dropped));
    }
  }

  void ofTooManyBad(long read, long bad, List<QuarantineReason> reasons) {
    double most = input.config().maxBadFraction();
    if (bad <= most * read) {
      return;
    }
    QuarantineReason first = reasons.get(0);
    throw cannotIngest(
        String.format(
            Locale.ROOT,
            "%d of %d rows are bad (%.1f %%; %s.max-bad-fraction is %.1f %%);"
                + " the most frequent reason: %s (%d rows, such as '%s'); see %s",
            bad,
            read,
            100.0 * bad / read,
            input.config().section(),
            100 * most,
            first.description(),
            first.rows(),
            first.example(),
            input.folders().quarantine()));
  }

  private JobException cannotIngest(String reason) {
    return JobException.cannot(Outcome.DATA_REJECTED, "ingest " + input.name(), reason);
  }
}
