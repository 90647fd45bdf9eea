package io.valora.lease;

import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.function.ToLongFunction;

/**
 * Folder that one attempt at a time may change.
 *
 * @param uri where the lease files are
 * @param name what messages call it
 * @param lastToken of the attempt that changed it last; 0 when that is written nowhere
 */
record LeasedFolder(String uri, String name, ToLongFunction<Storage> lastToken) {
  /** The folder of a run, whose {@code run.json} holds the last token. */
  static LeasedFolder of(RunFolder run) {
    return new LeasedFolder(
        run.uri(),
        "run %s of job %s".formatted(run.runId(), run.job()),
        storage -> lastToken(storage, run.runJson()));
  }

  /**
   * Any folder, whose name in messages is its address.
   *
   * @param uri of the folder
   */
  static LeasedFolder of(String uri) {
    return new LeasedFolder(uri, uri, storage -> 0);
  }

  static LeasedFolder ofAliases(RunFolder run) {
    return new LeasedFolder(run.aliases(), "the aliases of job " + run.job(), storage -> 0);
  }

  private static long lastToken(Storage storage, String runJson) {
    return storage
        .textOf(runJson)
        .map(text -> RunRecordParser.fromJson(runJson, text))
        .map(RunRecord::progress)
        .map(RunProgress::attempt)
        .map(RunAttempt::token)
        .orElse(0L);
  }
}
