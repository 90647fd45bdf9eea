package io.valora.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** The job on one machine, run once, that all others are compared with. */
public final class ReferenceRun {
  private static RunFacts facts;

  private ReferenceRun() {}

  public static synchronized RunFacts facts() {
    if (facts == null) {
      facts = run();
    }
    return facts;
  }

  private static RunFacts run() {
    try {
      Path scratch = Files.createDirectories(Path.of("target/cluster")).toAbsolutePath();
      Path folder = Files.createTempDirectory(scratch, "reference");
      String root = folder.resolve("root").toString();
      Submission done =
          Submission.of(
              SparkMaster.local(), folder, RatingsJob.arguments("jobs/ratings.yaml", root));
      assertThat(done.code()).as(done.output()).isZero();
      RunFacts run = RunFacts.of(new Storage(new Configuration()), root);
      assertThat(run.outcome()).containsEntry("status", "succeeded").containsEntry("code", "0");
      run.results().forEach((key, value) -> assertThat(value.isMissingNode()).as(key).isFalse());
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
