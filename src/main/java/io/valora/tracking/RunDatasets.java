package io.valora.tracking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.lineage.DatasetFingerprint;
import io.valora.lineage.InputFile;
import io.valora.lineage.RunRecord;
import io.valora.lineage.SplitFingerprint;
import io.valora.storage.RunFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Data sets of a run as MLflow's inputs: the files that were read, and the splits. */
final class RunDatasets {
  /** More files are one data set. */
  private static final int MOST_FILES = 100;

  private static final int DIGEST_CHARACTERS = 32;
  private static final int MOST_OF_A_NAME = 500;

  private final RunFolder folder;
  private final Map<String, ObjectNode> all = new LinkedHashMap<>();

  private RunDatasets(RunFolder folder) {
    this.folder = folder;
  }

  static List<ObjectNode> of(RunRecord record, RunFolder folder) {
    RunDatasets datasets = new RunDatasets(folder);
    datasets.addFiles(record.origin().inputs());
    record.rows().split().ifPresent(datasets::addSplits);
    return new ArrayList<>(datasets.all.values());
  }

  private void addFiles(List<InputFile> files) {
    if (files.size() > MOST_FILES) {
      String digests = files.stream().map(InputFile::sha256).collect(Collectors.joining("\n"));
      String name = "%s and %d more files".formatted(files.get(0).name(), files.size() - 1);
      add(name, MirroredRun.digest(digests), files.get(0).name(), "input");
      return;
    }
    files.forEach(
        file ->
            add(
                file.name().substring(file.name().lastIndexOf('/') + 1),
                file.sha256().substring(0, Math.min(DIGEST_CHARACTERS, file.sha256().length())),
                file.name(),
                "input"));
  }

  private void addSplits(SplitFingerprint split) {
    addSplit("train", "training", split.train());
    addSplit("validation", "validation", split.validation());
    addSplit("test", "testing", split.test());
  }

  private void addSplit(String name, String context, DatasetFingerprint rows) {
    if (rows.rows() > 0) {
      String profile =
          JsonNodeFactory.instance.objectNode().put("num_rows", rows.rows()).toString();
      dataset(add(folder.job() + " " + name, rows.hash(), folder.split(name), context))
          .put("profile", profile);
    }
  }

  private static ObjectNode dataset(ObjectNode input) {
    return (ObjectNode) input.get("dataset");
  }

  private ObjectNode add(String name, String digest, String uri, String context) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", context);
    input
        .putObject("dataset")
        .put("name", name.substring(0, Math.min(name.length(), MOST_OF_A_NAME)))
        .put("digest", digest)
        .put("source_type", "valora")
        .put("source", JsonNodeFactory.instance.objectNode().put("uri", uri).toString());
    all.putIfAbsent(name + " " + digest, input);
    return input;
  }
}
