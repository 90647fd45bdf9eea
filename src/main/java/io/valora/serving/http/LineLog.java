package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * JSON lines in files of a folder, a new one each hour or 64 MiB. A file has the end {@code .open}
 * while it is written, and keeps it where writing failed. Whoever adds a line waits at most a
 * second for a storage that is behind; a line that finds no room is lost, and so are those of half
 * a minute after a failure.
 */
final class LineLog implements AutoCloseable {
  private static final int WAITING = 10_000;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_SECONDS = 3_600;
  private static final long FLUSH_MILLISECONDS = 500;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(30);
  private static final String OPEN = ".open";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd/HHmmss").withZone(ZoneOffset.UTC);

  private final Storage storage;
  private final String folder;
  private final LogLosses losses;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING);
  private final Thread writer = new Thread(this::write, "prediction log");
  private volatile boolean ending;
  private OutputStream out;
  private String file;
  private long bytes;
  private Instant begun;
  private long unflushed;
  private long flushedAt;
  private String failure = "";
  private long failedAt;

  LineLog(Storage storage, String folder, LogLosses losses) {
    this.storage = storage;
    this.folder = folder;
    this.losses = losses;
    writer.setDaemon(true);
    writer.start();
  }

  void add(JsonNode line) {
    try {
      if (!lines.offer(line.toString(), 1, TimeUnit.SECONDS)) {
        losses.add(1, "the storage is behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      losses.add(1, "interrupted");
    }
  }

  private void write() {
    while (!ending || !lines.isEmpty()) {
      try {
        String line = lines.poll(FLUSH_MILLISECONDS, TimeUnit.MILLISECONDS);
        attempt(
            () -> {
              if (line != null) {
                write(line);
              }
              flush();
            });
      } catch (InterruptedException e) {
        ending = true;
      }
    }
    attempt(this::rotate);
  }

  /** A step of writing. */
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      failure = String.valueOf(e.getMessage());
      failedAt = System.nanoTime();
      losses.add(Math.max(1, unflushed), failure);
      abandon();
    }
  }

  private void write(String line) throws IOException {
    if (!failure.isEmpty() && System.nanoTime() - failedAt < PAUSE) {
      losses.add(1, failure);
      return;
    }
    unflushed++;
    if (out == null) {
      begun = Instant.now();
      file = "%s/%s-%s.jsonl".formatted(folder, NAME.format(begun), Exchange.newId());
      out = new BufferedOutputStream(storage.create(file + OPEN), BUFFER_BYTES);
      bytes = 0;
      failure = "";
    }
    byte[] content = (line + "\n").getBytes(UTF_8);
    out.write(content);
    bytes += content.length;
  }

  private void flush() throws IOException {
    if (out == null) {
      return;
    }
    if (isFull()) {
      rotate();
    } else if (System.nanoTime() - flushedAt > TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLISECONDS)) {
      out.flush();
      flushed();
    }
  }

  private void flushed() {
    unflushed = 0;
    flushedAt = System.nanoTime();
  }

  private boolean isFull() {
    return bytes > MOST_BYTES || begun.plusSeconds(MOST_SECONDS).isBefore(Instant.now());
  }

  private void rotate() throws IOException {
    if (out != null) {
      OutputStream full = out;
      out = null;
      full.close();
      flushed();
      storage.move(file + OPEN, file);
    }
  }

  /** Leaves what was written in a file that keeps its end. */
  private void abandon() {
    unflushed = 0;
    if (out != null) {
      OutputStream broken = out;
      out = null;
      try {
        broken.close();
      } catch (IOException e) {
        // It has failed already, and was told.
      }
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
