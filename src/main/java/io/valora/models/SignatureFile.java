package io.valora.models;

import io.valora.base.JobException;
import io.valora.model.GoldenRows;
import io.valora.model.Model;
import io.valora.model.Signature;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;

/** The file {@code signature.json} in a run's {@code model} folder. */
public final class SignatureFile {
  private static final String NAME = "signature.json";

  private SignatureFile() {}

  /**
   * Writes the model's signature with golden rows.
   *
   * @param rows some of train, one value per input, typed as ingest types cells
   */
  public static void write(Storage storage, RunFolder folder, Model model, List<Object[]> rows) {
    storage.write(
        folder.model(NAME), model.signature().withGoldenRows(GoldenRows.of(model, rows)).toJson());
  }

  /**
   * @throws JobException when the file is missing or is no signature of this format version
   */
  public static Signature read(Storage storage, RunFolder folder) {
    String file = folder.model(NAME);
    return Signature.fromJson(file, storage.readText(file));
  }
}
