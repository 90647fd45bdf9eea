package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SourceFilesTest {
  private static final SourceFile PLAIN = new SourceFile("hdfs://host:1/d/a b.csv", "a b.csv", "");
  private static final SourceFile TRAIN = new SourceFile("/d/b.csv", "b.csv", "train");

  @Test
  void findsAFileByItsPathWithOrWithoutScheme() {
    SourceFiles files = new SourceFiles(List.of(PLAIN, new SourceFile("/d/c.csv", "c.csv", "")));
    assertThat(files.indexOf("hdfs://host:1/d/a b.csv")).isZero();
    assertThat(files.indexOf("file:/d/c.csv")).isEqualTo(1);
    assertThat(files.indexOf("file:///d/c.csv")).isEqualTo(1);
    assertThatThrownBy(() -> files.indexOf("/d/x.csv"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no source file has the path /d/x.csv");
  }

  @Test
  void refusesListsThatMakeNoSense() {
    assertRefused(() -> new SourceFiles(List.of()), "no files to read");
    assertRefused(() -> new SourceFiles(List.of(PLAIN, PLAIN)), PLAIN.path() + " is listed twice");
    assertRefused(
        () -> new SourceFiles(List.of(PLAIN, TRAIN)), "only some of the files have a split");
    assertRefused(() -> new SourceFile("/a", "a", "dev"), "split 'dev' is neither train nor test");
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
