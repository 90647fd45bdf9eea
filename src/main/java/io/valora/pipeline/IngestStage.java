package io.valora.pipeline;

import io.valora.ingest.Ingest;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.lineage.Ledger;
import io.valora.lineage.LedgerCount;
import io.valora.lineage.QuarantineReason;
import io.valora.lineage.RunRows;

/** Files to typed rows and a quarantine. */
final class IngestStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    Sources.writeSamples(context.storage(), context.plan().sources());
    IngestFolders folders =
        new IngestFolders(
            context.folder().uri() + "/staging",
            context.folder().typed(),
            context.folder().quarantine());
    IngestResult result =
        Ingest.run(
            context.spark(),
            new IngestInput(context.config().ingest(), context.plan().sources(), folders));
    context.storage().delete(folders.staging());
    Ledger ledger =
        Ledger.EMPTY
            .with(LedgerCount.READ, result.read())
            .with(LedgerCount.TYPED, result.typed())
            .with(LedgerCount.QUARANTINED, result.quarantined())
            .with(LedgerCount.DUPLICATES_DROPPED, result.duplicatesDropped())
            .check();
    return new StageResult(
        context
            .record()
            .withRows(rows(result, ledger))
            .withOrigin(context.record().origin().withInputs(result.inputs())),
        "%,d rows read, %,d typed, %,d quarantined, %,d duplicates dropped"
            .formatted(
                result.read(), result.typed(), result.quarantined(), result.duplicatesDropped()));
  }

  private static RunRows rows(IngestResult result, Ledger ledger) {
    return RunRows.EMPTY
        .withLedger(ledger)
        .withQuarantineReasons(
            result.quarantineReasons().stream()
                .map(
                    reason ->
                        new QuarantineReason(reason.description(), reason.rows(), reason.example()))
                .toList());
  }
}
