package io.valora.model;

import io.valora.base.ShownText;

/**
 * Problem of a cell that is no input of a model.
 *
 * @param input name as it was given
 * @param found text; empty where that is no part of the problem
 * @param rule such as {@code must be a number}
 */
public record InputProblem(Kind kind, String input, String found, String rule) {
  /** Kind of a problem. */
  public enum Kind {
    UNKNOWN,
    MISSING,
    INVALID
  }

  /** For a list of problems of one row. */
  String sentence() {
    return switch (kind) {
      case UNKNOWN -> "%s is no input of the model (%s)".formatted(ShownText.of(input), rule);
      case MISSING -> "%s is missing (%s)".formatted(input, rule);
      case INVALID -> "%s is %s (%s)".formatted(input, ShownText.of(found), rule);
    };
  }

  /**
   * By the grammar of messages, such as {@code Invalid rows[3].rating: x (must be a number)}.
   *
   * @param place of the row, such as {@code rows[3]}
   */
  public String message(String place) {
    return switch (kind) {
      case UNKNOWN -> "Unknown %s.%s (%s)".formatted(place, ShownText.of(input), rule);
      case MISSING -> "Missing %s.%s (%s)".formatted(place, input, rule);
      case INVALID -> "Invalid %s.%s: %s (%s)".formatted(place, input, ShownText.of(found), rule);
    };
  }
}
