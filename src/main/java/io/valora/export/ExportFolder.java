package io.valora.export;

import io.valora.base.JobException;
import io.valora.model.Signature;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;

/** The folder that an export is written into; {@code export.json} stands for the whole of it. */
record ExportFolder(Storage storage, String uri) {
  private static final String MODEL = "model.onnx";
  private static final String SIGNATURE = "signature.json";

  /** Files that only some models have. */
  private static final List<String> MAY_HOLD =
      List.of(
          "encoder.json",
          TermTable.FILE,
          TextSource.VOCABULARY,
          "users.jsonl",
          "items.jsonl",
          "popular.json",
          "context.json",
          "contexts.jsonl");

  /**
   * @throws JobException when the folder holds something else
   */
  static ExportFolder of(Storage storage, String folder) {
    List<String> names = storage.names(folder);
    if (!names.isEmpty() && !names.contains(ExportFacts.FILE)) {
      throw JobException.invalid(
          "--output", folder, "must be a new or an empty folder, or one with an earlier export");
    }
    return new ExportFolder(storage, folder);
  }

  void write(Trial trial, ExportFacts facts) {
    ExportedModel model = trial.model();
    Signature signature = model.signature().withGoldenRows(List.of());
    List<ExportFile> files = new ArrayList<>();
    files.add(ExportFile.of(MODEL, trial.content()));
    files.addAll(model.files());
    files.add(ExportFile.of(SIGNATURE, signature.toJson()));
    files.add(ExportFile.of(GoldenJson.FILE, new GoldenJson(model).toJson()));
    files.add(ExportFile.of(ExportReadme.FILE, new ExportReadme(model, facts).text(files)));
    storage.delete(uri + "/" + ExportFacts.FILE);
    removeOthers(files);
    files.forEach(file -> storage.write(uri + "/" + file.name(), file.content()));
    storage.write(uri + "/" + ExportFacts.FILE, facts.toJson(files));
  }

  /** Files of an earlier export of another form. */
  private void removeOthers(List<ExportFile> files) {
    List<String> kept = files.stream().map(ExportFile::name).toList();
    storage.names(uri).stream()
        .filter(name -> MAY_HOLD.contains(name) && !kept.contains(name))
        .forEach(name -> storage.delete(uri + "/" + name));
  }
}
