package io.valora.gates;

import io.valora.base.JobException;
import io.valora.config.Suggestions;
import java.util.List;

/**
 * Permission to make a run champion whatever rules it failed.
 *
 * @param rules by name
 * @param reason in the words of whoever gives it; empty without rules
 */
public record GateOverride(List<String> rules, String reason) {
  public static final GateOverride NONE = new GateOverride(List.of(), "");

  public GateOverride {
    rules = List.copyOf(rules);
    if (!rules.isEmpty() && reason.isBlank()) {
      throw JobException.invalid("--reason", "''", "must say why a rule is overridden");
    }
  }

  /**
   * Checks what a command was given.
   *
   * @param known names that rules have
   */
  public static GateOverride of(List<String> rules, String reason, List<String> known) {
    for (String rule : rules) {
      if (!known.contains(rule)) {
        throw JobException.invalid(
            "--override",
            rule,
            "must be one of %s%s"
                .formatted(String.join(", ", known), Suggestions.hint(rule, known)));
      }
    }
    return new GateOverride(rules, reason);
  }

  /** Why the run becomes champion, for the history. */
  public String why() {
    return "%s (in spite of %s)".formatted(reason, String.join(", ", rules));
  }
}
