package io.valora.goal;

/**
 * Units whose first prediction by a run was in one week.
 *
 * @param arm {@code model}, {@code control}, or {@code mixed} of units that were in both
 * @param week its Monday in UTC, such as {@code 2026-01-26}
 * @param units all of them
 * @param matured those whose window is over
 * @param events matured ones that had the event
 */
public record OutcomeCell(
    String run, String arm, String week, long units, long matured, long events) {
  public static final String MODEL = "model";
  public static final String CONTROL = "control";
  public static final String MIXED = "mixed";

  /** Rate of the matured units. */
  public Rate rate() {
    return new Rate(matured, events);
  }
}
