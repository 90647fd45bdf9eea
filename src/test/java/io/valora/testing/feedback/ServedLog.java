package io.valora.testing.feedback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Logs of a service, written by hand.
 *
 * @param job folder of the job
 */
public record ServedLog(Path job) {
  public void predictions(String name, String lines) throws IOException {
    write("predictions/" + name, lines);
  }

  public void feedback(String name, String lines) throws IOException {
    write("feedback/" + name, lines);
  }

  private void write(String name, String lines) throws IOException {
    Path file = job.resolve("served").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines);
  }
}
