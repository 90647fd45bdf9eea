package io.valora.training.checkpoint;

import io.valora.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one run, oldest first by name; a reader sees each whole or not at all. */
record CheckpointFolder(Storage storage, String uri) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String NAME = "epoch-%010d-round-%010d.zip";
  private static final String PATTERN = "epoch-\\d{10}-round-\\d{10}\\.zip";

  /** Writes one, then deletes all others but the {@code keep - 1} before it. */
  void write(Checkpoint checkpoint, int keep) {
    String name = NAME.formatted(checkpoint.state().epoch(), checkpoint.state().finishedRounds());
    storage.write(file(name), out -> CheckpointFile.write(checkpoint, out));
    Set<String> kept = new HashSet<>();
    names().stream()
        .filter(other -> other.compareTo(name) <= 0)
        .sorted(Comparator.reverseOrder())
        .limit(keep)
        .forEach(kept::add);
    for (String other : storage.names(uri)) {
      if (!kept.contains(other)) {
        storage.delete(file(other));
      }
    }
  }

  /**
   * The last one that can be read; of each that is damaged, a warning says so.
   *
   * @throws io.valora.base.JobException when it is of another format version
   */
  Optional<Checkpoint> newest() {
    for (String name : names().stream().sorted(Comparator.reverseOrder()).toList()) {
      try (InputStream in = storage.open(file(name))) {
        return Optional.of(CheckpointFile.read(file(name), in));
      } catch (IOException e) {
        LOG.warn(
            "Checkpoint {} can't be read ({}); the one before it is taken, if there is one",
            file(name),
            e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Removes the folder. */
  void clear() {
    storage.delete(uri);
  }

  private List<String> names() {
    return storage.names(uri).stream().filter(name -> name.matches(PATTERN)).toList();
  }

  private String file(String name) {
    return uri + "/" + name;
  }
}
