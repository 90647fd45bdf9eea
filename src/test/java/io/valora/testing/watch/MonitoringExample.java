package io.valora.testing.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Monitorings of a run, as far as watching reads them. */
public final class MonitoringExample {
  private MonitoringExample() {}

  /** One of a day, whose quality was judged by so many labels. */
  public static String of(String run, long labels, boolean alarm, String sentence) {
    return """
        {"format-version": 1, "verdict": "%1$s", "job": "ratings", "run-id": "%2$s",
         "days": [
          {"day": "2999-01-01", "rows": 10, "verdict": "alarm",
           "columns": [{"name": "user", "verdict": "alarm"}]},
          {"day": "2999-01-02", "rows": %3$d, "verdict": "%1$s",
           "columns": [{"name": "item", "verdict": "%1$s"}, {"name": "user", "verdict": "quiet"}],
           "quality": {"metric": "rmse", "verdict": "%1$s", "expected": 0.9,
             "labeled": {"rows": %3$d, "value": 1.1}, "sentence": "%4$s."}}]}
        """
        .formatted(alarm ? "alarm" : "quiet", run, labels, sentence);
  }

  /** Writes it where {@code valora monitor} does. */
  public static void write(Path job, String run, String monitoring) throws IOException {
    Path folder = Files.createDirectories(job.resolve("monitoring").resolve(run));
    Files.writeString(folder.resolve("monitoring.json"), monitoring);
  }
}
