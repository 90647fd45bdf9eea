package io.valora.watch;

import java.util.Locale;

/**
 * Decision on a job, with its reason.
 *
 * @param why without a full stop
 */
public record Decision(Kind kind, String why) {
  /** Kinds of decisions. */
  public enum Kind {
    NOTHING,
    WAIT,
    RETRAIN
  }

  static Decision nothing(String why) {
    return new Decision(Kind.NOTHING, why);
  }

  static Decision wait(String why) {
    return new Decision(Kind.WAIT, why);
  }

  static Decision retrain(String why) {
    return new Decision(Kind.RETRAIN, why);
  }

  /** Such as {@code wait: 140 of 500 labels}. */
  public String sentence() {
    return "%s: %s".formatted(kind.name().toLowerCase(Locale.ROOT), why);
  }
}
