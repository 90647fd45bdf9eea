package io.valora.registry;

import io.valora.base.JobException;
import io.valora.json.CheckedNode;
import io.valora.lease.LeaseHolder;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * An alias of a job: its file and its history. Readers need no lease; {@link #repaired} and {@link
 * #move} are for the holder of the aliases'.
 */
final class AliasState {
  static final String CHAMPION = "champion";
  static final String PREVIOUS = "previous";

  private final Storage storage;
  private final RunFolder run;
  private final String alias;
  private final AliasHistory history;

  /**
   * @param run any run of the job
   */
  AliasState(Storage storage, RunFolder run, String alias) {
    this.storage = storage;
    this.run = run;
    this.alias = alias;
    this.history = new AliasHistory(storage, run, alias);
  }

  /** The run that the alias names, also where its file is one entry behind. */
  Optional<AliasTarget> current() {
    Optional<AliasTarget> file = file(alias);
    if (file.isPresent() && file.get().entry() == 0) {
      return file;
    }
    AliasTarget target = file.orElse(null);
    for (AliasEntry next : missed(target == null ? 0 : target.entry())) {
      target = after(target, next);
    }
    return Optional.ofNullable(target);
  }

  /** The run that a rollback would bring back. */
  Optional<String> before(Optional<AliasTarget> current) {
    return entryBefore(current).map(AliasEntry::to);
  }

  /** The entry that a rollback would go back to. */
  Optional<AliasEntry> entryBefore(Optional<AliasTarget> current) {
    return current
        .flatMap(target -> history.entry(target.entry()))
        .filter(entry -> entry.backTo() > 0)
        .flatMap(entry -> history.entry(entry.backTo()));
  }

  /** The last entry of the history, if there is one. */
  Optional<AliasEntry> head(Optional<AliasTarget> current) {
    return current.flatMap(target -> history.entry(target.entry()));
  }

  /** Completes what a writer that was killed left, and takes over what earlier versions wrote. */
  Optional<AliasTarget> repaired() {
    Optional<AliasTarget> file = file(alias);
    if (file.isPresent() && file.get().entry() == 0) {
      return Optional.of(adopted(file.get()));
    }
    Optional<AliasTarget> current = current();
    if (!current.equals(file)) {
      write(current.orElseThrow());
    }
    return current;
  }

  /** Notes the move in the history, then lets the alias name the run. */
  AliasEntry move(Optional<AliasTarget> current, AliasMove move, String to, String why) {
    return move(current, move, to, current.map(AliasTarget::entry).orElse(0L), why);
  }

  /**
   * @param backTo the entry that a rollback from here goes back to; 0 for none
   */
  AliasEntry move(
      Optional<AliasTarget> current, AliasMove move, String to, long backTo, String why) {
    String who =
        "%s@%s".formatted(System.getProperty("user.name"), LeaseHolder.ofThisProcess().host());
    AliasEntry entry =
        new AliasEntry(
            run.job(),
            alias,
            current.map(AliasTarget::entry).orElse(0L) + 1,
            move,
            current.map(AliasTarget::runId),
            to,
            backTo,
            Instant.now(),
            who,
            why,
            verdict(to));
    history.append(entry);
    write(after(current.orElse(null), entry));
    return entry;
  }

  /** A file without a number was written by a version without history, whatever that has since. */
  private AliasTarget adopted(AliasTarget file) {
    long last = history.last();
    boolean noted =
        last > 0 && history.entry(last).map(AliasEntry::to).equals(Optional.of(file.runId()));
    if (!noted) {
      if (last == 0 && alias.equals(CHAMPION)) {
        Optional<AliasTarget> previous = file(PREVIOUS);
        previous.ifPresent(target -> history.append(adopted(1, Optional.empty(), target)));
        last = previous.isPresent() ? 1 : 0;
      }
      history.append(adopted(last + 1, history.entry(last).map(AliasEntry::to), file));
      last++;
    }
    AliasTarget numbered = file.numbered(last);
    write(numbered);
    return numbered;
  }

  private AliasEntry adopted(long number, Optional<String> from, AliasTarget target) {
    return new AliasEntry(
        run.job(),
        alias,
        number,
        AliasMove.ADOPTED,
        from,
        target.runId(),
        number - 1,
        target.updated(),
        "",
        "moved by a version without history",
        verdict(target.runId()));
  }

  private List<AliasEntry> missed(long entry) {
    if (history.entry(entry + 1).isEmpty()) {
      return List.of();
    }
    return LongStream.rangeClosed(entry + 1, history.last())
        .mapToObj(number -> history.entry(number).orElseThrow())
        .toList();
  }

  private static AliasTarget after(AliasTarget before, AliasEntry entry) {
    return before == null
        ? new AliasTarget(entry.to(), entry.when(), List.of(), entry.number())
        : before.moved(entry);
  }

  /** The one before goes first: a reader of both files finds no run twice for long. */
  private void write(AliasTarget target) {
    if (alias.equals(CHAMPION)) {
      writePrevious(target);
    }
    storage.write(run.alias(alias), target.toJson(run.job()));
  }

  private void writePrevious(AliasTarget target) {
    Optional<AliasEntry> before = entryBefore(Optional.of(target));
    if (before.isPresent()) {
      AliasTarget previous =
          new AliasTarget(before.get().to(), before.get().when(), List.of(), before.get().number());
      storage.write(run.alias(PREVIOUS), previous.toJson(run.job()));
    } else {
      storage.delete(run.alias(PREVIOUS));
    }
  }

  private Optional<AliasTarget> file(String name) {
    String file = run.alias(name);
    return storage.textOf(file).map(text -> AliasTarget.fromJson(file, text));
  }

  private List<String> verdict(String runId) {
    String file = new RunFolder(run.root(), run.job(), runId).runJson();
    try {
      return storage.textOf(file).map(text -> CheckedNode.parse(file, text)).stream()
          .flatMap(json -> json.optional("metrics").stream())
          .filter(metrics -> metrics.optional("verdict").isPresent())
          .flatMap(metrics -> metrics.elements("verdict", CheckedNode::requireText).stream())
          .toList();
    } catch (JobException unreadable) {
      return List.of();
    }
  }
}
