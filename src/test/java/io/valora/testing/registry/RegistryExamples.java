package io.valora.testing.registry;

import io.valora.lease.LeaseEntry;
import io.valora.lease.LeaseHolder;
import io.valora.registry.AliasEntry;
import io.valora.registry.AliasMove;
import io.valora.registry.Manifest;
import io.valora.registry.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in the golden files of this package; {@link #main} writes the files anew. */
public final class RegistryExamples {
  public static final Path FOLDER = Path.of("src/test/resources/golden/registry");
  public static final Manifest MANIFEST =
      new Manifest(
          "ratings",
          "2026-01-31",
          2,
          Instant.parse("2026-02-01T06:00:00Z"),
          List.of(
              new ManifestFile("model/network.zip", 4096, Optional.of("0f".repeat(32))),
              new ManifestFile("recommendations/top-n/part-0.parquet", 1 << 20, Optional.empty())));
  public static final LeaseEntry LEASE =
      new LeaseEntry(
          2,
          "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
          new LeaseHolder("worker-3", 4711, "local-1767243600000"),
          Instant.parse("2026-02-01T05:59:00Z"),
          Instant.parse("2026-02-01T05:59:40Z"),
          3,
          Duration.ofSeconds(60));

  public static final AliasEntry ENTRY =
      new AliasEntry(
          "ratings",
          "champion",
          17,
          AliasMove.ROLLED_BACK,
          Optional.of("2026-01-31"),
          "2026-01-30",
          15,
          Instant.parse("2026-02-01T07:00:00Z"),
          "ana@worker-3",
          "complaints about the lists",
          List.of("Use the model: it is better than als, the best baseline"));

  private RegistryExamples() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("valid-manifest.json"), MANIFEST.toJson());
    Files.writeString(FOLDER.resolve("valid-lease.json"), LEASE.toJson());
    Files.writeString(FOLDER.resolve("valid-history.json"), ENTRY.toJson());
    for (Map.Entry<String, String> file : invalidManifests().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
    for (Map.Entry<String, String> file : invalidEntries().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  /** Golden file to its text; each has one fault. */
  public static Map<String, String> invalidManifests() {
    String text = MANIFEST.toJson();
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("invalid-manifest-cut-off.json", text.substring(0, text.length() / 2));
    examples.put("invalid-manifest-version.json", text.replace("version\" : 1", "version\" : 2"));
    examples.put("invalid-manifest-bytes.json", text.replace("4096", "-1"));
    examples.put("invalid-manifest-hash.json", text.replace("0f0f", "0F0F"));
    examples.put("invalid-manifest-missing.json", text.replace("\"path\"", "\"file\""));
    examples.put("invalid-manifest-outside.json", text.replace("model/", "../r2/model/"));
    return examples;
  }

  /** Golden file to its text; each has one fault. */
  public static Map<String, String> invalidEntries() {
    String text = ENTRY.toJson();
    return Map.of(
        "invalid-history-version.json", text.replace("version\" : 1", "version\" : 2"),
        "invalid-history-entry.json", text.replace("\"entry\" : 17", "\"entry\" : 0"),
        "invalid-history-move.json", text.replace("rolled-back", "undone"),
        "invalid-history-to.json", text.replace("2026-01-30", "../x"),
        "invalid-history-missing.json", text.replace("\"who\"", "\"whom\""));
  }
}
