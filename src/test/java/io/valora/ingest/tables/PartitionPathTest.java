package io.valora.ingest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionPathTest {
  @Test
  void foldersThatAreNamedLikeAColumnHoldItsValue() {
    Map<String, String> values =
        PartitionPath.valuesOf(
            "file:/lake/dt=2024-01-31/raw/text=a%2Fb/k=__HIVE_DEFAULT_PARTITION__/x=.csv");
    assertThat(values)
        .containsEntry("dt", "2024-01-31")
        .containsEntry("text", "a/b")
        .containsEntry("k", null)
        .hasSize(3);
  }

  @Test
  void ofTwoFoldersWithOneNameTheNearerCounts() {
    assertThat(PartitionPath.valuesOf("/run=1/data/run=2/a.csv"))
        .containsExactly(Map.entry("run", "2"));
  }

  @Test
  void codesOfSparkAndOfUtf8AreDecodedAndOtherSignsStay() {
    assertThat(PartitionPath.valuesOf("/a%3Db=1%3A2/town=Logro%C3%B1o/b=1+1/c=50%/d=%zz/a.csv"))
        .containsEntry("a=b", "1:2")
        .containsEntry("town", "Logro\u00f1o")
        .containsEntry("b", "1+1")
        .containsEntry("c", "50%")
        .containsEntry("d", "%zz");
  }
}
