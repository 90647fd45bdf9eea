package io.valora.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.lease.LeaseEntry;
import io.valora.testing.registry.RegistryExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryFilesTest {
  private static final Map<String, String> FAULTS =
      Map.of(
          "invalid-manifest-cut-off.json", "it is not JSON (line 9)",
          "invalid-manifest-version.json", "unknown format-version 2 (this version reads 1)",
          "invalid-manifest-bytes.json", "files[0].bytes is -1 (must be at least 0)",
          "invalid-manifest-hash.json",
              "files[0].sha256 is \"%s\" (must be 64 hexadecimal digits)"
                  .formatted("0F0F".repeat(16)),
          "invalid-manifest-missing.json", "missing key files[0].path",
          "invalid-manifest-outside.json",
              "files[0].path is \"../r2/model/network.zip\" (must be a path inside the run's folder)");

  @Test
  void manifestIsWrittenAndReadAsItsGoldenFile() throws IOException {
    assertThat(RegistryExamples.MANIFEST.toJson()).isEqualTo(golden("valid-manifest.json"));
    assertThat(Manifest.fromJson("m", golden("valid-manifest.json")))
        .isEqualTo(RegistryExamples.MANIFEST);
  }

  @Test
  void leaseIsWrittenAndReadAsItsGoldenFile() throws IOException {
    assertThat(RegistryExamples.LEASE.toJson()).isEqualTo(golden("valid-lease.json"));
    assertThat(LeaseEntry.fromJson("l", golden("valid-lease.json")))
        .isEqualTo(RegistryExamples.LEASE);
  }

  @Test
  void whatIsWrongWithAManifestIsSaid() throws IOException {
    assertThat(RegistryExamples.invalidManifests().keySet()).isEqualTo(FAULTS.keySet());
    for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
      String text = golden(fault.getKey());
      assertThat(text).isEqualTo(RegistryExamples.invalidManifests().get(fault.getKey()));
      assertThatThrownBy(() -> Manifest.fromJson("manifest.json", text))
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot read manifest.json: " + fault.getValue());
    }
  }

  @Test
  void historyEntryIsWrittenAndReadAsItsGoldenFile() throws IOException {
    assertThat(RegistryExamples.ENTRY.toJson()).isEqualTo(golden("valid-history.json"));
    assertThat(AliasEntry.fromJson("h", golden("valid-history.json")))
        .isEqualTo(RegistryExamples.ENTRY);
  }

  @Test
  void whatIsWrongWithAHistoryEntryIsSaid() throws IOException {
    Map<String, String> faults =
        Map.of(
            "invalid-history-version.json", "unknown format-version 2 (this version reads 1)",
            "invalid-history-entry.json", "entry is 0 (must be a whole number of at least 1)",
            "invalid-history-move.json",
                "move is \"undone\" (must be one of published, promoted, rolled-back, adopted)",
            "invalid-history-to.json", "to is \"../x\" (must be the name of a run)",
            "invalid-history-missing.json", "missing key who");
    assertThat(RegistryExamples.invalidEntries().keySet()).isEqualTo(faults.keySet());
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      String text = golden(fault.getKey());
      assertThat(text).isEqualTo(RegistryExamples.invalidEntries().get(fault.getKey()));
      assertThatThrownBy(() -> AliasEntry.fromJson("000017.json", text))
          .hasMessage("Cannot read 000017.json: " + fault.getValue());
    }
  }

  private static String golden(String file) throws IOException {
    return Files.readString(RegistryExamples.FOLDER.resolve(file));
  }
}
