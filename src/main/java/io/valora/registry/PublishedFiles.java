package io.valora.registry;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a run publishes, and the manifest that says which they are.
 *
 * <p>Of the data files of tables ({@code part-*}, which Spark wrote), but the model's own, the
 * manifest knows the length alone: they may be large, no reader needs all of one, and their names
 * have a random part, so that a file of another attempt has another name.
 */
public final class PublishedFiles {
  /** All that a scorer needs. */
  public static final String MODEL = "model";

  /** The lists of a rating job. */
  public static final String RECOMMENDATIONS = "recommendations";

  /** What users rated: as large as the data, and no reader needs all of it. */
  private static final String RATED = MODEL + "/rated/";

  private static final List<String> FOLDERS = List.of(MODEL, "evaluation", RECOMMENDATIONS);

  private final Storage storage;
  private final RunFolder run;

  public PublishedFiles(Storage storage, RunFolder run) {
    this.storage = storage;
    this.run = run;
  }

  /** Writes the manifest of what is there now. */
  public Manifest publish(long attempt, Instant now) {
    List<ManifestFile> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (StoredFile file : found(folder)) {
        files.add(described(folder, file));
      }
    }
    Manifest manifest = new Manifest(run.job(), run.runId(), attempt, now, files);
    storage.write(run.manifest(), manifest.toJson());
    return manifest;
  }

  /** The manifest, if there is one. */
  public Optional<Manifest> manifest() {
    return storage.textOf(run.manifest()).map(text -> Manifest.fromJson(run.manifest(), text));
  }

  /**
   * Describes a file anew that has changed since it was published, if the run is.
   *
   * @param path from the run's folder
   */
  public void changed(String path) {
    Optional<Manifest> was = manifest();
    if (was.isPresent()) {
      Manifest manifest = was.get();
      String folder = path.substring(0, path.indexOf('/'));
      Map<String, ManifestFile> now = new HashMap<>();
      found(folder).stream()
          .filter(file -> path(file).equals(path))
          .forEach(file -> now.put(path, described(folder, file)));
      List<ManifestFile> files =
          manifest.files().stream().map(file -> now.getOrDefault(file.path(), file)).toList();
      storage.write(
          run.manifest(),
          new Manifest(run.job(), run.runId(), manifest.attempt(), manifest.published(), files)
              .toJson());
    }
  }

  /** Takes the manifest away: what it says is about to change. */
  public void withdraw() {
    storage.delete(run.manifest());
  }

  /**
   * Compares the files below folders of the run with the manifest: names and lengths, and the bytes
   * where it has their hash.
   *
   * @throws JobException {@code Cannot read …} naming the first that isn't what was published
   */
  public void requireUnchanged(String... folders) {
    Manifest manifest =
        manifest()
            .orElseThrow(
                () -> changed(run.uri(), "it has no manifest.json, so nobody knows what belongs"));
    if (!manifest.runId().equals(run.runId()) || !manifest.job().equals(run.job())) {
      throw changed(run.manifest(), "it is that of run " + manifest.runId());
    }
    for (String folder : folders) {
      requireUnchanged(folder, manifest.below(folder));
    }
  }

  private void requireUnchanged(String folder, List<ManifestFile> published) {
    Map<String, StoredFile> there = new HashMap<>();
    found(folder).forEach(file -> there.put(path(file), file));
    for (ManifestFile file : published) {
      String uri = run.uri() + "/" + file.path();
      StoredFile stored = there.remove(file.path());
      if (stored == null) {
        throw changed(uri, "it was published and isn't there");
      }
      if (stored.bytes() != file.bytes()) {
        throw changed(
            uri, "it has %d bytes, published were %d".formatted(stored.bytes(), file.bytes()));
      }
      if (file.sha256().isPresent() && !file.sha256().get().equals(storage.sha256(uri))) {
        throw changed(uri, "its bytes are not those that were published");
      }
    }
    there.keySet().stream()
        .findFirst()
        .ifPresent(
            path -> {
              throw changed(run.uri() + "/" + path, "it wasn't published");
            });
  }

  private ManifestFile described(String folder, StoredFile file) {
    String path = path(file);
    boolean large = path.contains("/part-") && (!folder.equals(MODEL) || path.startsWith(RATED));
    return new ManifestFile(
        path, file.bytes(), large ? Optional.empty() : Optional.of(storage.sha256(file.uri())));
  }

  private List<StoredFile> found(String folder) {
    return storage.find(run.uri() + "/" + folder);
  }

  /** From the run's folder; the listing may spell what is before it in another way. */
  private String path(StoredFile file) {
    String folder = "/%s/runs/%s/".formatted(run.job(), run.runId());
    return file.uri().substring(file.uri().lastIndexOf(folder) + folder.length());
  }

  private JobException changed(String uri, String why) {
    return JobException.cannot(
        Outcome.UNEXPECTED, "read " + uri, why + " (make the model anew under another --run-id)");
  }
}
