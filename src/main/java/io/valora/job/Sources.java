package io.valora.job;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.SourceFile;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.sample.Sample;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what a job file names as its sources to the files that exist. */
public final class Sources {
  private Sources() {}

  /**
   * Every file of the job's own input, once those of all inputs are known to exist; one that is a
   * sample will be at its address once {@link #writeSamples} has run.
   *
   * @throws JobException when a source names no file
   */
  public static List<SourceFile> resolve(Storage storage, RunFolder folder, JobConfig config) {
    IngestConfig ingest = config.ingest();
    boolean apart = !ingest.testSource().isEmpty();
    FoundFiles files = new FoundFiles(storage);
    addTable(files, ingest);
    FileFormat format = ingest.layout().format();
    FileFormat ofTest = ingest.testLayout().map(own -> own.files().format()).orElse(format);
    ingest.source().forEach(source -> add(files, folder, source, apart ? "train" : "", format));
    ingest.testSource().forEach(source -> add(files, folder, source, "test", ofTest));
    config.taskConfig().auxiliaryInputs().forEach(side -> resolve(storage, side));
    config.taskConfig().check(storage);
    return files.all();
  }

  /** The files of an auxiliary input. */
  public static List<SourceFile> resolve(Storage storage, AuxiliaryInput side) {
    FoundFiles files = new FoundFiles(storage);
    addTable(files, side.ingest());
    for (String source : side.ingest().source()) {
      files.addFound(
          side.ingest().section() + ".source", source, "", side.ingest().layout().format());
    }
    return files.all();
  }

  /** The sources that the job file names, of the main and of auxiliary inputs. */
  public static List<List<String>> all(JobConfig config) {
    List<List<String>> sources = new ArrayList<>();
    sources.add(config.ingest().source());
    sources.add(config.ingest().testSource());
    config.taskConfig().auxiliaryInputs().forEach(side -> sources.add(side.ingest().source()));
    return List.copyOf(sources);
  }

  /** Writes the samples that are among the files. */
  public static void writeSamples(Storage storage, List<SourceFile> files) {
    for (SourceFile file : files) {
      Sample.of(file.displayName()).ifPresent(sample -> write(storage, file.path(), sample));
    }
  }

  private static void write(Storage storage, String path, Sample sample) {
    try (OutputStream out = storage.create(path)) {
      sample.writeTo(out);
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "write " + path, e.getMessage(), e);
    }
  }

  private static void add(
      FoundFiles files, RunFolder folder, String source, String split, FileFormat format) {
    Optional<Sample> sample = Sample.of(source);
    if (sample.isPresent()) {
      String path = folder.uri() + "/input/" + sample.get().fileName();
      files.add("ingest.source", new SourceFile(path, source, split));
      return;
    }
    if (source.startsWith(Sample.SCHEME)) {
      String must = "must be a path or one of " + String.join(", ", Sample.sources());
      throw JobException.invalid("ingest.source", source, must);
    }
    String key = split.equals("test") ? "ingest.test-source" : "ingest.source";
    files.addFound(key, source, split, format);
  }

  private static void addTable(FoundFiles files, IngestConfig ingest) {
    ingest
        .table()
        .ifPresent(
            table -> files.add(ingest.section() + ".table", SourceFile.ofTable(table.name())));
  }
}
