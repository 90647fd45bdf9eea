package io.valora.watch;

import io.valora.json.CheckedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A monitoring of the champion, as far as decisions need it.
 *
 * @param qualityAlarm sentence of the newest day with labels, when its answers were worse than
 *     chance explains
 * @param qualityInBand the same when they weren't
 * @param drifted columns of the newest day that alarm
 * @param labels rows with labels of days since the champion was trained
 * @param refused why there are no verdicts; empty where there are
 */
public record Monitored(
    Optional<String> qualityAlarm,
    Optional<String> qualityInBand,
    List<String> drifted,
    long labels,
    Optional<String> refused) {
  private static final int FORMAT_VERSION = 1;
  private static final String ALARM = "alarm";
  private static final String ALL = "all";

  /** Labels below which a monitoring judges no quality. */
  private static final long FEWEST_JUDGED = 30;

  public Monitored {
    drifted = List.copyOf(drifted);
  }

  /** Of a monitoring with verdicts. */
  public Monitored(
      Optional<String> qualityAlarm,
      Optional<String> qualityInBand,
      List<String> drifted,
      long labels) {
    this(qualityAlarm, qualityInBand, drifted, labels, Optional.empty());
  }

  /** Quality of a day, where it has labels. */
  private record Quality(long rows, boolean alarm, String sentence) {}

  private record Day(String day, Optional<Quality> quality, List<String> drifted) {
    boolean isSince(String first) {
      return day.equals(ALL) || day.compareTo(first) >= 0;
    }
  }

  /**
   * Reads {@code monitoring.json}. Only the newest day decides: of each day so many in a hundred
   * alarm by chance, as its {@code rule} says, and of many days nearly always one.
   *
   * @param since day from which on labels count; those of rows without days all do
   * @throws io.valora.base.JobException {@code Cannot read <file>: …}, naming the key
   */
  public static Monitored fromJson(String file, String text, String since) {
    CheckedNode json = CheckedNode.parse(file, text).requireFormatVersion(FORMAT_VERSION);
    if (json.optional("why").isPresent()) {
      return new Monitored(
          Optional.empty(), Optional.empty(), List.of(), 0, Optional.of(json.text("why")));
    }
    List<Day> days = json.list("days", Monitored::day);
    Optional<Quality> judged =
        days.stream()
            .flatMap(day -> day.quality.stream())
            .filter(quality -> quality.rows >= FEWEST_JUDGED)
            .reduce((earlier, later) -> later);
    return new Monitored(
        judged.filter(Quality::alarm).map(Quality::sentence),
        judged.filter(quality -> !quality.alarm).map(Quality::sentence),
        days.isEmpty() ? List.of() : days.get(days.size() - 1).drifted,
        days.stream()
            .filter(day -> day.isSince(since))
            .flatMap(day -> day.quality.stream())
            .mapToLong(Quality::rows)
            .sum());
  }

  private static Day day(CheckedNode day) {
    List<String> drifted = new ArrayList<>();
    day.list("columns", Monitored::drifted).forEach(found -> found.ifPresent(drifted::add));
    return new Day(day.text("day"), day.optional("quality").flatMap(Monitored::quality), drifted);
  }

  private static Optional<String> drifted(CheckedNode column) {
    return Optional.of(column.text("name")).filter(name -> column.text("verdict").equals(ALARM));
  }

  private static Optional<Quality> quality(CheckedNode quality) {
    return quality
        .optional("labeled")
        .map(
            labeled ->
                new Quality(
                    labeled.count("rows"),
                    quality.text("verdict").equals(ALARM),
                    quality.text("sentence").replaceFirst("\\.$", "")));
  }
}
