package io.valora.pipeline;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestCounts;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.job.AuxiliaryInput;
import io.valora.job.Sources;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.lineage.InputFile;
import io.valora.lineage.Ledger;
import io.valora.lineage.LedgerCount;
import io.valora.lineage.QuarantineReason;
import io.valora.lineage.RunRows;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files to typed rows and a quarantine. */
public final class IngestStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    Sources.writeSamples(context.storage(), context.run().sources());
    IngestFolders folders =
        new IngestFolders(
            context.folder().uri() + "/staging",
            context.folder().typed(),
            context.folder().quarantine());
    try (SideBySide works = new SideBySide()) {
      Part<IngestResult> own =
          works.start(
              () ->
                  read(
                      context,
                      new IngestInput(
                          context.config().ingest(), context.run().sources(), folders)));
      Map<AuxiliaryInput, Part<IngestResult>> sides = new LinkedHashMap<>();
      for (AuxiliaryInput side : context.config().taskConfig().auxiliaryInputs()) {
        sides.put(side, works.start(() -> read(context, side)));
      }
      return result(context, folders, own.get(), SideBySide.results(sides));
    }
  }

  private static StageResult result(
      StageContext context,
      IngestFolders folders,
      IngestResult result,
      Map<AuxiliaryInput, IngestResult> sides) {
    RunRows rows =
        RunRows.EMPTY
            .withLedger(ledger(result))
            .withQuarantineReasons(reasons(result))
            .withWarnings(
                NearIds.warnings(
                    result.ids(), () -> context.spark().read().parquet(folders.typed())));
    List<InputFile> files = new ArrayList<>(result.inputs());
    for (Map.Entry<AuxiliaryInput, IngestResult> side : sides.entrySet()) {
      rows = rows.withSide(side.getKey().ingest().section(), ledger(side.getValue()));
      files.addAll(side.getValue().inputs());
    }
    return new StageResult(
        context
            .record()
            .withRows(rows)
            .withOrigin(context.record().origin().withInputs(timed(context.storage(), files))),
        sentence(result.counts()));
  }

  /** With the times of writing of those that are files. */
  private static List<InputFile> timed(Storage storage, List<InputFile> files) {
    return files.stream()
        .map(
            file ->
                file.name().contains(":/") && storage.exists(file.name())
                    ? file.writtenAt(storage.modified(file.name()))
                    : file)
        .toList();
  }

  private static String sentence(IngestCounts rows) {
    String dropped =
        rows.dropped() == 0 ? "" : "%,d dropped on purpose, ".formatted(rows.dropped());
    return "%,d rows read, %,d typed, %,d quarantined, %s%,d duplicates dropped"
        .formatted(
            rows.read(), rows.typed(), rows.quarantined(), dropped, rows.duplicatesDropped());
  }

  private static IngestResult read(StageContext context, AuxiliaryInput side) {
    List<SourceFile> sources = Sources.resolve(context.storage(), side);
    return read(context, new IngestInput(side.ingest(), sources, side.folders(context.folder())));
  }

  private static IngestResult read(StageContext context, IngestInput input) {
    IngestResult result = Ingest.run(context.spark(), input);
    context.storage().delete(input.folders().staging());
    return result;
  }

  private static Ledger ledger(IngestResult result) {
    IngestCounts rows = result.counts();
    return Ledger.EMPTY
        .with(LedgerCount.READ, rows.read())
        .with(LedgerCount.TYPED, rows.typed())
        .with(LedgerCount.QUARANTINED, rows.quarantined())
        .with(LedgerCount.DROPPED, rows.dropped())
        .with(LedgerCount.DUPLICATES_DROPPED, rows.duplicatesDropped())
        .check();
  }

  private static List<QuarantineReason> reasons(IngestResult result) {
    return result.quarantineReasons().stream()
        .map(reason -> new QuarantineReason(reason.description(), reason.rows(), reason.example()))
        .toList();
  }
}
