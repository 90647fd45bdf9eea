package io.valora.pipeline;

import io.valora.lineage.InputFile;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.List;

/** Comparison of the files that a run read with those that are there now. */
public final class ChangedInputs {
  private ChangedInputs() {}

  /** Names of the files whose bytes are other ones, or that are gone. */
  public static List<String> of(Storage storage, List<InputFile> read) {
    InputTimes times = new InputTimes(storage, read);
    return read.stream()
        .filter(input -> input.modified().isPresent())
        .filter(input -> isChanged(storage, times, input))
        .map(InputFile::name)
        .toList();
  }

  private static boolean isChanged(Storage storage, InputTimes times, InputFile input) {
    List<StoredFile> found = storage.find(input.name());
    return found.size() != 1 || times.isChanged(input, found.get(0));
  }
}
