package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellPathTest {
  @Test
  void localFilesArePathsAndOthersAddresses() {
    assertThat(ShellPath.of("file:/runs/r1")).isEqualTo("/runs/r1");
    assertThat(ShellPath.of("file:///runs/r1")).isEqualTo("/runs/r1");
    assertThat(ShellPath.of("hdfs://host:8020/runs/r1")).isEqualTo("hdfs://host:8020/runs/r1");
  }

  @Test
  void whatAShellWouldTakeApartIsQuoted() {
    assertThat(ShellPath.of("file:/my runs/r1")).isEqualTo("'/my runs/r1'");
    assertThat(ShellPath.of("file:/it's/$HOME")).isEqualTo("'/it'\\''s/$HOME'");
  }
}
