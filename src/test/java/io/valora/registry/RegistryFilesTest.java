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

  private static String golden(String file) throws IOException {
    return Files.readString(RegistryExamples.FOLDER.resolve(file));
  }
}
