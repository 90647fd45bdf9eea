package io.valora.registry;

import io.valora.base.SideBySide;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Every move of an alias, one file an entry: {@code models/history/<alias>/000017.json}. Entries
 * are numbered without a gap and never changed.
 *
 * <p>The history is the truth, the alias file is made from it. Whoever moves an alias holds the
 * lease of the job's aliases, and writes the entry first, which storage refuses where there is one
 * of that number (but an object store, where the lease alone orders the writers); the alias file
 * follows and names the entry. Killed before the entry, nothing has happened; killed behind it, the
 * move is made: readers that find an entry behind the one that the alias file names go by it, and
 * the next writer completes the file before it does anything else.
 */
public final class AliasHistory {
  private static final String FILE = "\\d{6,}\\.json";

  private final Storage storage;
  private final String folder;

  /**
   * @param run any run of the job
   */
  public AliasHistory(Storage storage, RunFolder run, String alias) {
    this.storage = storage;
    this.folder = "%s/history/%s".formatted(run.aliases(), alias);
  }

  /** Every entry, the first one first. */
  public List<AliasEntry> all() {
    try (SideBySide works = new SideBySide()) {
      return List.copyOf(
          SideBySide.results(
                  works.startEach(
                      numbers(), String::valueOf, number -> entry(number).orElseThrow()))
              .values());
    }
  }

  /** The entry of that number, if there is one. */
  Optional<AliasEntry> entry(long number) {
    String file = file(number);
    return storage.textOf(file).map(text -> AliasEntry.fromJson(file, text));
  }

  /** The number of the last entry; 0 when there is none. */
  long last() {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /**
   * The entry that was in force at a time: of those that aren't later the one with the highest
   * number, since clocks of several machines may disagree.
   */
  Optional<AliasEntry> at(Instant time) {
    for (long number = last(); number > 0; number--) {
      Optional<AliasEntry> entry = entry(number).filter(found -> !found.when().isAfter(time));
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /** Its entries from the last back, at most so many. */
  List<AliasEntry> latest(int most) {
    long last = last();
    return LongStream.range(0, Math.min(most, last))
        .mapToObj(back -> entry(last - back))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * @throws io.valora.base.JobException when there is another of its number
   */
  void append(AliasEntry entry) {
    storage.createNew(file(entry.number()), entry.toJson());
  }

  private List<Long> numbers() {
    Function<String, Long> number = name -> Long.parseLong(name.substring(0, name.indexOf('.')));
    return storage.names(folder).stream()
        .filter(name -> name.matches(FILE))
        .map(number)
        .sorted()
        .toList();
  }

  private String file(long number) {
    return "%s/%06d.json".formatted(folder, number);
  }
}
