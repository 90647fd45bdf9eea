package io.valora.registry;

import io.valora.base.JobException;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of a job named by a word in place of its id: an alias, an alias at the end of a day, or
 * {@code latest}.
 *
 * @param word such as {@code champion}
 * @param day in UTC; empty for now
 */
record RunWord(String word, Optional<LocalDate> day) {
  private static final String LATEST = "latest";
  private static final Pattern WORD =
      Pattern.compile("(champion|challenger|previous|latest)|(champion|challenger)@(.*)");

  /**
   * Empty for what is no such word.
   *
   * @param option by which a user names it, for messages
   * @throws JobException when what follows the {@code @} is no day, or one that is to come
   */
  static Optional<RunWord> of(String option, String name) {
    Matcher parts = WORD.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(1) != null) {
      return Optional.of(new RunWord(name, Optional.empty()));
    }
    try {
      LocalDate day = LocalDate.parse(parts.group(3));
      if (!day.isAfter(LocalDate.now(ZoneOffset.UTC))) {
        return Optional.of(new RunWord(parts.group(2), Optional.of(day)));
      }
    } catch (DateTimeParseException notADay) {
      // Refused below.
    }
    throw JobException.invalid(
        option,
        name,
        "must be %s@ and a day such as 2026-01-31, today at the latest".formatted(parts.group(2)));
  }

  /** The run of a job; empty when there is none. */
  Optional<String> in(Storage storage, String root, String job) {
    if (word.equals(LATEST)) {
      return new StoredRuns(storage, root)
          .of(job).stream()
              .filter(run -> run.status().equals(Optional.of(RunStatus.SUCCEEDED)))
              .max(Comparator.comparing(StoredRun::created))
              .map(run -> run.folder().runId());
    }
    RunFolder anyRun = new RunFolder(root, job, word);
    return day.map(
            date ->
                new AliasHistory(storage, anyRun, word)
                    .at(date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1))
                    .map(AliasEntry::to))
        .orElseGet(() -> new ModelAlias(storage, anyRun).read(word));
  }

  /** Such as {@code a champion at the end of 2026-01-31}. */
  String sentence() {
    if (word.equals(LATEST)) {
      return "a published run";
    }
    return "a " + word + day.map(date -> " at the end of " + date).orElse("");
  }
}
