package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.Storage;
import java.io.Serializable;
import java.util.UUID;

/**
 * A small file that the driver leaves under the storage root, for executors to find.
 *
 * @param folder made for it alone
 * @param text what the file holds
 */
record RootProbe(String folder, String text) implements Serializable {
  /**
   * Writes it.
   *
   * @throws JobException when the root can't be written
   */
  static RootProbe leave(Storage storage, String root) {
    String name = UUID.randomUUID().toString();
    RootProbe probe = new RootProbe(root + "/.doctor-" + name, name);
    storage.write(probe.file(), name);
    return probe;
  }

  String file() {
    return folder + "/probe";
  }

  /**
   * @throws JobException unless this process reads the file and can write beside it
   */
  void requireUsable(Storage storage) {
    String found = storage.readText(file());
    if (!found.equals(text)) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read " + file(), "it isn't what the driver wrote");
    }
    String beside = folder + "/" + UUID.randomUUID();
    storage.write(beside, text);
    storage.delete(beside);
  }
}
