package io.valora.pipeline;

import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.lineage.Ledger;
import io.valora.lineage.SplitFingerprint;
import io.valora.split.SplitPaths;
import io.valora.split.SplitResult;
import io.valora.split.Splitter;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Typed rows to train, validation and test, with their fingerprints. */
public final class SplitStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    Dataset<Row> typed = context.spark().read().parquet(context.folder().typed());
    SplitPaths paths =
        new SplitPaths(
            context.folder().split("train"),
            context.folder().split("validation"),
            context.folder().split("test"));
    SplitResult split = Splitter.split(typed, context.config().split(), paths);
    SplitFingerprint fingerprint = split.fingerprint();
    Ledger ledger = context.record().rows().ledger().with(fingerprint).check();
    return new StageResult(
        context
            .record()
            .withRows(
                context
                    .record()
                    .rows()
                    .withLedger(ledger)
                    .withSplit(fingerprint)
                    .withLeak(Map.of())),
        "%,d train, %,d validation, %,d test rows"
            .formatted(
                fingerprint.train().rows(),
                fingerprint.validation().rows(),
                fingerprint.test().rows()));
  }
}
