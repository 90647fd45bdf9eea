package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.RatingsSample;
import io.valora.ingest.SourceFile;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** From what a job file names as its sources to the files that exist. */
final class Sources {
  private Sources() {}

  /**
   * Every input file; one that is a sample will be at its address once {@link #writeSamples} has
   * run.
   *
   * @throws JobException when a source names no file
   */
  static List<SourceFile> resolve(Storage storage, RunFolder folder, JobConfig config) {
    List<SourceFile> files = new ArrayList<>();
    boolean apart = !config.ingest().testSource().isEmpty();
    config
        .ingest()
        .source()
        .forEach(source -> add(storage, folder, files, source, apart ? "train" : ""));
    config.ingest().testSource().forEach(source -> add(storage, folder, files, source, "test"));
    return List.copyOf(files);
  }

  /** Writes the samples that are among the files. */
  static void writeSamples(Storage storage, List<SourceFile> files) {
    for (SourceFile file : files) {
      if (file.displayName().equals(RatingsSample.SOURCE)) {
        try (OutputStream out = storage.create(file.path())) {
          RatingsSample.DEFAULT.writeTo(out);
        } catch (IOException e) {
          throw JobException.cannot(Outcome.UNEXPECTED, "write " + file.path(), e.getMessage(), e);
        }
      }
    }
  }

  private static void add(
      Storage storage, RunFolder folder, List<SourceFile> files, String source, String part) {
    if (source.equals(RatingsSample.SOURCE)) {
      files.add(new SourceFile(folder.uri() + "/input/ratings.csv", RatingsSample.SOURCE, part));
      return;
    }
    if (source.startsWith("sample:")) {
      throw JobException.invalid("ingest.source", source, "must be sample:ratings or a path");
    }
    List<StoredFile> found = storage.find(source);
    if (found.isEmpty()) {
      throw JobException.invalid(
          "ingest.source", source, "must name at least one file that exists");
    }
    found.forEach(file -> files.add(new SourceFile(file.uri(), file.uri(), part)));
  }
}
