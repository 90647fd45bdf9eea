package io.valora.lease;

import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.hadoop.conf.Configuration;

/** A run on this machine's disk, and attempts at it that can be made to stand still. */
final class LeaseTrial {
  final Storage storage = new Storage(new Configuration());
  final RunFolder run;

  LeaseTrial(Path root, String runId) {
    this.run = new RunFolder(root.toString(), "job", runId);
  }

  LeaseEntries entries() {
    return new LeaseEntries(storage, LeasedFolder.of(run), Lease.USUAL);
  }

  /** A process whose writes wait as long as it is paused, as in a long garbage collection. */
  static final class Pausable {
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Storage storage;

    Pausable(Storage storage) {
      this.storage =
          storage.guardedBy(
              () -> {
                gate.readLock().lock();
                gate.readLock().unlock();
              });
    }

    Storage storage() {
      return storage;
    }

    void pause() {
      gate.writeLock().lock();
    }

    void goOn() {
      gate.writeLock().unlock();
    }
  }
}
