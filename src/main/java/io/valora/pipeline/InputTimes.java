package io.valora.pipeline;

import io.valora.lineage.InputFile;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times of writing of input files beside those of a run that read them: a file that was written
 * again with the same bytes keeps the time that the run noted.
 */
final class InputTimes {
  private final Storage storage;
  private final Map<String, InputFile> read = new HashMap<>();

  /**
   * @param inputs that the run read
   */
  InputTimes(Storage storage, List<InputFile> inputs) {
    this.storage = storage;
    inputs.forEach(input -> read.put(input.name(), input));
  }

  /** When the bytes that the file has were first seen written. */
  Instant of(StoredFile file) {
    return Optional.ofNullable(read.get(file.uri()))
        .filter(input -> input.modified().isPresent() && !isChanged(input, file))
        .flatMap(InputFile::modified)
        .orElse(file.modified());
  }

  /** Whether the run read other bytes; the digest is taken only where the time is another one. */
  boolean isChanged(InputFile input, StoredFile file) {
    return input.bytes() != file.bytes()
        || (!input.modified().equals(Optional.of(file.modified()))
            && !input.sha256().equals(storage.sha256(file.uri())));
  }
}
