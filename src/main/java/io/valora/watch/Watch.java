package io.valora.watch;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Sha256;
import io.valora.feedback.FeedbackFolder;
import io.valora.feedback.FeedbackLedger;
import io.valora.lineage.RunRecordParser;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import io.valora.watch.WatchAttempt.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One look at a job: goes on with a training that was broken off, or decides, and trains when it is
 * worth it. Every step may be repeated: the state is written before a training, and a run of the
 * same name goes on where it stood.
 *
 * @param storage guarded by the lease on {@link #folder}
 * @param input files, folders or globs of new rows with labels
 */
public record Watch(
    Storage storage, Runs runs, String job, List<String> input, WatchPolicy policy, Clock clock) {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("'watch-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Exit codes that another try mends as little as the next look would. */
  private static final Set<Integer> NEEDS_A_PERSON =
      Set.of(
          Outcome.INVALID_REQUEST.code(), Outcome.DATA_REJECTED.code(), Outcome.RESOURCES.code());

  /** Trains a run and lets its gates promote it, or goes on with that. */
  @FunctionalInterface
  public interface Trainer {
    /**
     * @param rows files beside the job's own source
     * @return exit code of the run
     */
    int train(String runId, List<String> rows);
  }

  public Watch {
    input = List.copyOf(input);
  }

  /** Folder of the state and of the lease that a look needs. */
  public static String folder(Runs runs, String job) {
    return "%s/%s/watch".formatted(runs.root(), job);
  }

  private String file() {
    return folder(runs, job) + "/watch.json";
  }

  /**
   * Looks once.
   *
   * @param say takes the decision and what became of it
   * @return exit code: {@link Outcome#DONE} for nothing to do, {@link Outcome#WAITING}, {@link
   *     Outcome#RETRAINED}, {@link Outcome#UNUSABLE_MODEL} for a training that wasn't promoted, or
   *     that of a training that failed
   */
  public int look(Consumer<String> say, Trainer trainer) {
    WatchState state = WatchState.read(storage, file());
    Optional<WatchAttempt> open = state.open();
    if (open.isPresent()) {
      say.accept("Decision:   retrain: %s (goes on)".formatted(open.get().why()));
      return train(state, say, trainer);
    }
    List<StoredFile> rows = found();
    String cause = cause(rows);
    Decision decision = policy.decide(facts(state, cause));
    say.accept("Decision:   " + decision.sentence());
    if (decision.kind() != Decision.Kind.RETRAIN) {
      return (decision.kind() == Decision.Kind.WAIT ? Outcome.WAITING : Outcome.DONE).code();
    }
    Instant now = clock.instant();
    WatchState begun =
        state.with(
            new WatchAttempt(
                RUN_ID.format(now),
                now,
                Status.BEGUN,
                decision.why(),
                champion().map(RunFolder::runId),
                Stream.concat(state.learnedRows(), rows.stream().map(StoredFile::uri))
                    .distinct()
                    .toList(),
                cause));
    begun.write(storage, file());
    return train(begun, say, trainer);
  }

  private int train(WatchState state, Consumer<String> say, Trainer trainer) {
    WatchAttempt attempt = state.last().orElseThrow();
    new WatchState(List.of(attempt))
        .write(storage, new RunFolder(runs.root(), job, attempt.runId()).uri() + "/watch.json");
    int code = trainer.train(attempt.runId(), attempt.rows());
    if (NEEDS_A_PERSON.contains(code)) {
      state.withLast(Status.FAILED).write(storage, file());
      return code;
    }
    if (code != Outcome.DONE.code() && code != Outcome.UNUSABLE_MODEL.code()) {
      return code;
    }
    String champion = champion().map(RunFolder::runId).orElse("none");
    boolean promoted = champion.equals(attempt.runId());
    state.withLast(promoted ? Status.PROMOTED : Status.NOT_PROMOTED).write(storage, file());
    say.accept(
        promoted
            ? "Outcome:    run %s is champion".formatted(champion)
            : "Outcome:    ALARM: run %s was trained, but not promoted; champion %s stays. Look at the new rows and their labels"
                .formatted(attempt.runId(), champion));
    return (promoted ? Outcome.RETRAINED : Outcome.UNUSABLE_MODEL).code();
  }

  private WatchFacts facts(WatchState state, String cause) {
    Optional<RunFolder> champion = champion();
    Instant trained = champion.map(this::created).orElse(Instant.EPOCH);
    Optional<Monitored> monitored =
        champion.flatMap(
            run ->
                storage
                    .textOf(monitoring(run))
                    .map(text -> Monitored.fromJson(monitoring(run), text, day(trained))));
    Optional<WatchAttempt> last = state.last();
    return new WatchFacts(
        champion.map(RunFolder::runId),
        last.map(WatchAttempt::begun).filter(trained::isBefore).orElse(trained),
        monitored,
        Math.max(monitored.map(Monitored::labels).orElse(0L), joined(trained)),
        last.filter(attempt -> attempt.is(Status.NOT_PROMOTED))
            .filter(attempt -> attempt.cause().equals(cause))
            .map(WatchAttempt::runId),
        clock.instant());
  }

  private Optional<RunFolder> champion() {
    return runs.champion(job);
  }

  private Instant created(RunFolder run) {
    String file = run.runJson();
    return RunRecordParser.fromJson(file, storage.readText(file)).identity().created();
  }

  private String monitoring(RunFolder run) {
    return "%s/%s/monitoring/%s/monitoring.json".formatted(runs.root(), job, run.runId());
  }

  /** Labelled predictions of days since a training; of the day itself, too. */
  private long joined(Instant since) {
    String ledger = FeedbackFolder.of(runs.root(), job).ledger();
    return storage.textOf(ledger).stream()
        .flatMap(text -> FeedbackLedger.fromJson(ledger, text).days().stream())
        .filter(one -> one.day().compareTo(day(since)) >= 0)
        .mapToLong(one -> one.predictions().labelled())
        .sum();
  }

  /** Such as {@code 2026-01-31}, in UTC. */
  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  private List<StoredFile> found() {
    return input.stream().flatMap(name -> found(name).stream()).distinct().toList();
  }

  private List<StoredFile> found(String name) {
    List<StoredFile> files = storage.find(name);
    if (files.isEmpty()) {
      throw JobException.invalid("--input", name, "must name at least one file that exists");
    }
    return files;
  }

  private String cause(List<StoredFile> rows) {
    StringBuilder facts = new StringBuilder();
    champion().flatMap(run -> storage.textOf(monitoring(run))).ifPresent(facts::append);
    rows.forEach(row -> facts.append(row).append('\n'));
    return Sha256.of(facts.toString());
  }
}
