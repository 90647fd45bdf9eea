package io.valora.models;

import io.valora.base.JobException;
import io.valora.features.table.TableEncoder;
import io.valora.features.text.TermFile;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.TextEncoderJson;
import io.valora.storage.FileContent;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;

/**
 * Files of the fitted encoder in a run's {@code model} folder: {@code encoder.json}, and for texts
 * with a vocabulary {@code terms.jsonl}.
 */
public final class EncoderFiles {
  private static final String ENCODER = "encoder.json";
  private static final String TERMS = "terms.jsonl";

  private EncoderFiles() {}

  /** Replaces both files of a text encoder; the configuration is written last. */
  public static void write(
      Storage storage, RunFolder folder, TextConfig config, FileContent terms) {
    if (config.hashes()) {
      storage.delete(folder.model(TERMS));
    } else {
      storage.write(folder.model(TERMS), terms);
    }
    storage.write(folder.model(ENCODER), TextEncoderJson.write(config));
  }

  public static void write(Storage storage, RunFolder folder, TableEncoder encoder) {
    storage.write(folder.model(ENCODER), encoder.toJson());
  }

  /**
   * @throws JobException when a file is missing or isn't what {@link #write} writes
   */
  public static TextEncoder text(Storage storage, RunFolder folder) {
    TextConfig config =
        TextEncoderJson.parse(folder.model(ENCODER), storage.readText(folder.model(ENCODER)));
    String terms = folder.model(TERMS);
    return config.hashes()
        ? TextEncoder.hashed(config)
        : TextEncoder.of(config, TermFile.read(terms, storage.open(terms)));
  }

  /**
   * @throws JobException when the file is missing or isn't what {@link #write} writes
   */
  public static TableEncoder table(Storage storage, RunFolder folder) {
    String file = folder.model(ENCODER);
    return TableEncoder.fromJson(file, storage.readText(file));
  }
}
