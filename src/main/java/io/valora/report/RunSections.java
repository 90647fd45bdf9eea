package io.valora.report;

import io.valora.config.DottedKeys;
import io.valora.gates.GateResult;
import io.valora.gates.Validation;
import io.valora.job.Stage;
import io.valora.job.StageContext;
import io.valora.job.TrainingHistory;
import io.valora.job.TrainingRun;
import io.valora.lineage.Ledger;
import io.valora.lineage.LedgerCount;
import io.valora.lineage.RunOrigin;
import io.valora.lineage.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sections that the reports of all tasks share.
 *
 * @param created when the run was made
 * @param quarantined empty when every row could be typed
 * @param warnings about the rows, in sentences
 * @param advice on the use of the model, in sentences without a full stop
 * @param gates verdicts on the run
 * @param facts of the run that are neither settings nor versions
 * @param configuration the resolved job file, in its order
 * @param goal what earlier runs did for the goal of the business; empty where nobody looked
 */
public record RunSections(
    String job,
    String runId,
    Instant created,
    TrainingSection training,
    LedgerSection ledger,
    List<QuarantineReason> quarantined,
    List<String> warnings,
    List<Property> configuration,
    LineageSection lineage,
    List<String> advice,
    List<GateResult> gates,
    List<Property> facts,
    List<String> goal) {
  public RunSections {
    quarantined = List.copyOf(quarantined);
    warnings = List.copyOf(warnings);
    configuration = List.copyOf(configuration);
    advice = List.copyOf(advice);
    gates = List.copyOf(gates);
    facts = List.copyOf(facts);
    goal = List.copyOf(goal);
  }

  /** The sections of a run whose train stage is done, and which was judged where it has gates. */
  public static RunSections of(StageContext context) {
    return of(context, List.of());
  }

  /**
   * The same with what is to be done with the model.
   *
   * @param advice in sentences without a full stop
   */
  public static RunSections of(StageContext context, List<String> advice) {
    RunRecord record = context.record();
    return new RunSections(
        context.folder().job(),
        context.folder().runId(),
        record.identity().created(),
        training(context),
        ledger(record.rows().ledger()),
        record.rows().quarantineReasons().stream()
            .map(one -> new QuarantineReason(one.reason(), one.rows(), one.example()))
            .toList(),
        record.rows().warnings(),
        properties(DottedKeys.of(context.config().resolved())),
        lineage(record),
        advice,
        Validation.read(context.storage(), context.folder())
            .map(Validation::results)
            .orElse(List.of()),
        facts(context),
        GoalSection.sentences(context));
  }

  private static List<Property> facts(StageContext context) {
    List<Property> facts = new ArrayList<>();
    context
        .record()
        .progress()
        .done(Stage.TRAIN.label())
        .ifPresent(
            train -> facts.add(new Property("training", Figures.seconds(train.seconds()) + " s")));
    EarlierChampion.sentence(context)
        .ifPresent(sentence -> facts.add(new Property("champion", sentence)));
    return facts;
  }

  private static TrainingSection training(StageContext context) {
    TrainingHistory history =
        TrainingHistory.fromCsv(context.storage().readText(context.folder().history()));
    return new TrainingSection(
        context.config().training().earlyStopping().metric().label(),
        history.epochs().stream()
            .map(
                epoch ->
                    new TrainingSection.Epoch(
                        epoch.epoch(),
                        epoch.train().loss(),
                        epoch.validation().loss(),
                        epoch.train().metric(),
                        epoch.validation().metric()))
            .toList(),
        history.bestEpoch(),
        context.config().training().epochs(),
        TrainingRun.refits(context));
  }

  private static LedgerSection ledger(Ledger counts) {
    return new LedgerSection(
        rows(counts, LedgerCount.READ),
        rows(counts, LedgerCount.TYPED),
        rows(counts, LedgerCount.QUARANTINED),
        rows(counts, LedgerCount.DROPPED),
        rows(counts, LedgerCount.DUPLICATES_DROPPED),
        rows(counts, LedgerCount.TRAIN),
        rows(counts, LedgerCount.VALIDATION),
        rows(counts, LedgerCount.TEST));
  }

  private static long rows(Ledger counts, LedgerCount count) {
    return counts.count(count).orElse(0);
  }

  private static LineageSection lineage(RunRecord record) {
    return new LineageSection(
        record.identity().seed(),
        record.origin().inputs().stream()
            .map(input -> new LineageSection.Input(input.name(), input.sha256()))
            .toList(),
        properties(versions(record.origin())));
  }

  private static Map<String, String> versions(RunOrigin origin) {
    Map<String, String> versions = new LinkedHashMap<>();
    origin.warmStart().ifPresent(start -> versions.put("warm-start", start.sentence()));
    versions.putAll(origin.environment());
    return versions;
  }

  private static List<Property> properties(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> new Property(entry.getKey(), entry.getValue()))
        .toList();
  }
}
