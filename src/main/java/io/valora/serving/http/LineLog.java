package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * JSON lines in files of a folder, a new one each hour or 64 MiB. A file has the end {@code .open}
 * while it is written. Whoever adds a line waits at most a second for a storage that is behind; a
 * line that finds no room is counted as lost.
 */
final class LineLog implements AutoCloseable {
  private static final int WAITING = 10_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_SECONDS = 3_600;
  private static final long FLUSH_MILLISECONDS = 500;
  private static final String OPEN = ".open";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd/HHmmss").withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final String folder;
  private final Consumer<String> lost;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);
  private final Thread writer = new Thread(this::write, "prediction log");
  private volatile boolean ending;
  private OutputStream out;
  private String file;
  private long bytes;
  private Instant begun;

  /**
   * @param lost is told why a line is lost
   */
  LineLog(Storage storage, String folder, Consumer<String> lost) {
    this.storage = storage;
    this.folder = folder;
    this.lost = lost;
    writer.setDaemon(true);
    writer.start();
  }

  void add(JsonNode line) {
    try {
      if (!lines.offer(line.toString(), 1, TimeUnit.SECONDS)) {
        lost.accept("storage is behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lost.accept("interrupted");
    }
  }

  private void write() {
    while (!ending || !lines.isEmpty()) {
      try {
        String line = lines.poll(FLUSH_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (line == null) {
          flush();
        } else {
          write(line);
        }
        if (out != null && isFull()) {
          rotate();
        }
      } catch (InterruptedException e) {
        ending = true;
      } catch (IOException | RuntimeException e) {
        lost.accept(String.valueOf(e.getMessage()));
      }
    }
    try {
      rotate();
    } catch (IOException | RuntimeException e) {
      lost.accept(String.valueOf(e.getMessage()));
    }
  }

  private void write(String line) throws IOException {
    if (out == null) {
      begun = Instant.now();
      file = "%s/%s-%s.jsonl".formatted(folder, NAME.format(begun), Exchange.newId());
      out = storage.create(file + OPEN);
      bytes = 0;
    }
    byte[] content = (line + "\n").getBytes(UTF_8);
    out.write(content);
    bytes += content.length;
  }

  private void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  private boolean isFull() {
    return bytes > MOST_BYTES || begun.plusSeconds(MOST_SECONDS).isBefore(Instant.now());
  }

  private void rotate() throws IOException {
    if (out != null) {
      OutputStream full = out;
      out = null;
      full.close();
      storage.move(file + OPEN, file);
    }
  }

  /** Writes what waits, and gives the file its name. */
  @Override
  public void close() {
    ending = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
