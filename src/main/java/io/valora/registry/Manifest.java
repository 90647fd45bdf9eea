package io.valora.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import java.time.Instant;
import java.util.List;

/**
 * Manifest of a published run, written once all of its files are there. {@code
 * src/docs/manifest-json.md} describes the file.
 *
 * @param attempt the token of the attempt that published it
 * @param published when
 * @param files every file, by path
 */
public record Manifest(
    String job, String runId, long attempt, Instant published, List<ManifestFile> files) {
  private static final int FORMAT_VERSION = 1;

  /** Names between slashes, none of them {@code .} or {@code ..}. */
  private static final String INSIDE = "(?!\\.{1,2}(/|$))[^/]+(/(?!\\.{1,2}(/|$))[^/]+)*";

  public Manifest {
    files = List.copyOf(files);
  }

  /** The files below a folder of the run, such as {@code model}. */
  List<ManifestFile> below(String folder) {
    return files.stream().filter(file -> file.path().startsWith(folder + "/")).toList();
  }

  /** Indented JSON that ends with a line feed. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION);
    json.put("job", job);
    json.put("run-id", runId);
    json.put("attempt", attempt);
    json.put("published", published.toString());
    json.putArray("files");
    files.forEach(file -> write(file, json.withArray("files").addObject()));
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * Reads what {@link #toJson} wrote. Keys it doesn't know are ignored.
   *
   * @param document what messages call it
   * @throws io.valora.base.JobException {@code Cannot read <document>: …}, naming the key
   */
  public static Manifest fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    return new Manifest(
        json.text("job"),
        json.text("run-id"),
        json.count("attempt"),
        json.instant("published"),
        json.list("files", Manifest::file));
  }

  private static void write(ManifestFile file, ObjectNode json) {
    json.put("path", file.path()).put("bytes", file.bytes());
    file.sha256().ifPresent(hash -> json.put("sha256", hash));
  }

  private static ManifestFile file(CheckedNode json) {
    return new ManifestFile(
        json.text("path", INSIDE, "a path inside the run's folder"),
        json.count("bytes"),
        json.optional("sha256")
            .map(hash -> json.text("sha256", "[0-9a-f]{64}", "64 hexadecimal digits")));
  }
}
