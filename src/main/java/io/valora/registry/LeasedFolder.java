package io.valora.registry;

import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;

/** What one attempt at a time may change. */
sealed interface LeasedFolder {
  /** Where the lease files are. */
  String uri();

  /** What messages call it. */
  String name();

  /** The token of the attempt that changed it last; 0 when that is written nowhere. */
  long lastToken(Storage storage);

  /** One run; whoever writes its {@code run.json} writes the token too. */
  record OfRun(RunFolder run) implements LeasedFolder {
    @Override
    public String uri() {
      return run.uri();
    }

    @Override
    public String name() {
      return "run %s of job %s".formatted(run.runId(), run.job());
    }

    @Override
    public long lastToken(Storage storage) {
      return storage
          .textOf(run.runJson())
          .map(text -> RunRecordParser.fromJson(run.runJson(), text))
          .map(RunRecord::progress)
          .map(RunProgress::attempt)
          .map(RunAttempt::token)
          .orElse(0L);
    }
  }

  /** The aliases of a run's job. */
  record OfAliases(RunFolder run) implements LeasedFolder {
    @Override
    public String uri() {
      return run.aliases();
    }

    @Override
    public String name() {
      return "the aliases of job " + run.job();
    }

    @Override
    public long lastToken(Storage storage) {
      return 0;
    }
  }
}
