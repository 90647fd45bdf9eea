package io.valora.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.valora.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLogTest {
  private static final Storage STORAGE = Storage.ofThisMachine();

  @TempDir private Path folder;

  private final ServiceMetrics metrics = new ServiceMetrics();
  private final List<String> told = new ArrayList<>();

  @Test
  void linesAreThereWhileTheFileIsOpenAndItsNameIsWithoutOpenAtTheEnd() throws Exception {
    LineLog log = log();
    log.add(new TextNode("a"));
    long end = System.nanoTime() + 20_000_000_000L;
    while (!written().equals(List.of("\"a\"")) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(files()).singleElement().asString().endsWith(".jsonl.open");
    assertThat(written()).containsExactly("\"a\"");
    log.add(new TextNode("b"));
    log.close();
    assertThat(files()).singleElement().asString().endsWith(".jsonl");
    assertThat(written()).containsExactly("\"a\"", "\"b\"");
    assertThat(told).isEmpty();
  }

  @Test
  void aFullFileIsFollowedByAnother() throws IOException {
    String large = "x".repeat(1 << 20);
    try (LineLog log = log()) {
      for (int line = 0; line < 70; line++) {
        log.add(new TextNode(line + large));
      }
    }
    assertThat(files()).hasSize(2).allMatch(file -> file.toString().endsWith(".jsonl"));
    List<String> numbers =
        written().stream().map(line -> line.substring(1, line.indexOf('x'))).sorted().toList();
    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.iterate(0, n -> n + 1).limit(70).map(String::valueOf).sorted().toList());
  }

  @Test
  void anEmptyLogLeavesNoFile() throws IOException {
    log().close();
    assertThat(files()).isEmpty();
  }

  @Test
  void linesThatStorageRefusesAreCountedAndToldOnceAndNobodyWaits() throws IOException {
    Files.writeString(folder.resolve("log"), "a file where the folder should be");
    LogLosses losses = new LogLosses(metrics, new Told());
    LineLog log = new LineLog(STORAGE, folder.resolve("log").toString(), losses);
    long begun = System.nanoTime();
    for (int line = 0; line < 30_000; line++) {
      log.add(new TextNode("a"));
    }
    log.close();
    assertThat((System.nanoTime() - begun) / 1_000_000_000L).isLessThan(15);
    assertThat(metrics.text()).contains("valora_lost_total{what=\"log\"} 30000");
    assertThat(told).singleElement().asString().startsWith("1 Cannot write ");
    losses.close();
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).startsWith("29999 Cannot write ");
  }

  private LineLog log() {
    return new LineLog(
        STORAGE, folder.resolve("log").toString(), new LogLosses(metrics, new Told()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<String> written() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private final class Told implements ServiceListener {
    @Override
    public void tookOver(String alias, String from, String to) {}

    @Override
    public void refused(String alias, String run, String why) {}

    @Override
    public void lost(long lines, String why) {
      told.add(lines + " " + why);
    }

    @Override
    public void failed(String request, Throwable why) {}
  }
}
