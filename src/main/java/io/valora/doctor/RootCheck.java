package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Check of the driver's access to the storage root.
 *
 * @param probe what lies there for executors; empty when it can't be written
 */
record RootCheck(List<Finding> findings, Optional<RootProbe> probe) {
  static final String REMEDY =
      "--root or storage.root must be a folder that this user may write, on every machine:"
          + " hdfs:, s3a: or a mounted one";

  /** File systems that tell time in whole seconds. */
  private static final long RESOLUTION_SECONDS = 1;

  RootCheck {
    findings = List.copyOf(findings);
  }

  static RootCheck of(Storage storage, String root) {
    List<Finding> findings = new ArrayList<>();
    try {
      String address = storage.absolute(root);
      Instant before = Instant.now().minusSeconds(RESOLUTION_SECONDS);
      RootProbe probe = RootProbe.leave(storage, address);
      Instant written = storage.modified(probe.file());
      findings.add(usable(storage, address, probe));
      findings.add(ClockCheck.of("storage", written, before, Instant.now()));
      return new RootCheck(findings, Optional.of(probe));
    } catch (JobException e) {
      return new RootCheck(
          List.of(Finding.wrong("storage root", e.getMessage(), REMEDY)), Optional.empty());
    }
  }

  private static Finding usable(Storage storage, String address, RootProbe probe) {
    probe.requireUsable(storage);
    return Finding.ok("storage root", address + " can be read and written");
  }
}
