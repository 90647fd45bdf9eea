package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, such as {@code java}
 * @param value what was found there, in one line
 * @param remedy lines that say how to mend it; none where nothing has to be mended
 * @param outcome that a run would end with because of it; {@link Outcome#DONE} unless it fails
 */
public record Finding(
    Verdict verdict, String subject, String value, List<String> remedy, Outcome outcome) {
  /** Severity of a finding. */
  public enum Verdict {
    OK,
    /** A run would work, but worse than it could. */
    WARN,
    FAIL
  }

  public Finding {
    remedy = List.copyOf(remedy);
  }

  static Finding ok(String subject, String value) {
    return new Finding(Verdict.OK, subject, value, List.of(), Outcome.DONE);
  }

  static Finding warn(String subject, String value, String remedy) {
    return new Finding(Verdict.WARN, subject, value, List.of(remedy), Outcome.DONE);
  }

  /** Machine or cluster can't do it. */
  static Finding unfit(String subject, String value, String remedy) {
    return new Finding(Verdict.FAIL, subject, value, List.of(remedy), Outcome.RESOURCES);
  }

  /** An invalid request. */
  static Finding wrong(String subject, String value, String remedy) {
    return new Finding(Verdict.FAIL, subject, value, List.of(remedy), Outcome.INVALID_REQUEST);
  }

  /**
   * A failure as a finding: its first line, and as the remedy the lines below it.
   *
   * @param remedy of a failure of one line
   */
  static Finding of(String subject, JobException failure, String remedy) {
    List<String> lines = failure.getMessage().lines().map(String::strip).toList();
    List<String> below = lines.subList(1, lines.size());
    return new Finding(
        Verdict.FAIL,
        subject,
        lines.get(0),
        below.isEmpty() ? List.of(remedy) : below,
        failure.outcome());
  }
}
