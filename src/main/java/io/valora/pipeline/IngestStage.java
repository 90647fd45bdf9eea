package io.valora.pipeline;

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
import java.util.List;

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
    IngestResult result =
        read(context, new IngestInput(context.config().ingest(), context.run().sources(), folders));
    RunRows rows =
        RunRows.EMPTY
            .withLedger(ledger(result))
            .withQuarantineReasons(reasons(result))
            .withWarnings(
                NearIds.warnings(
                    result.ids(), () -> context.spark().read().parquet(folders.typed())));
    List<InputFile> files = new ArrayList<>(result.inputs());
    for (AuxiliaryInput side : context.config().taskConfig().auxiliaryInputs()) {
      List<SourceFile> sources = Sources.resolve(context.storage(), side);
      IngestResult auxiliary =
          read(context, new IngestInput(side.ingest(), sources, side.folders(context.folder())));
      rows = rows.withSide(side.ingest().section(), ledger(auxiliary));
      files.addAll(auxiliary.inputs());
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
