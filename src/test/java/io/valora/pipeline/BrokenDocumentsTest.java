package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.JobText;
import io.valora.evaluation.rating.RatingMetricsParser;
import io.valora.features.table.TableEncoder;
import io.valora.job.JobConfig;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunSnapshotParser;
import io.valora.model.ModelSignature;
import io.valora.tasks.Tasks;
import io.valora.testing.Breakage;
import io.valora.testing.Refusals;
import io.valora.tuning.averaging.AveragingParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of broken job files and documents: each is read, or refused in plain words. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenDocumentsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final int JOBS = 1_500;
  private static final int SETTINGS = 500;
  private static final int DOCUMENTS = 250;

  @Test
  void brokenJobFilesAreRefusedInPlainWords() throws IOException {
    Breakage breakage = new Breakage(1);
    Refusals refusals = new Refusals();
    List<String> jobs = texts(Path.of("jobs"), ".yaml");
    for (int i = 0; i < JOBS; i++) {
      String job = breakage.broken(breakage.pick(jobs));
      refusals.attempt(
          job,
          () -> JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", job), List.of()));
    }
    assertThat(refusals.refused()).isBetween(JOBS / 3, JOBS - 1);
  }

  @Test
  void brokenSettingsAreRefusedInPlainWords() throws IOException {
    Breakage breakage = new Breakage(2);
    Refusals refusals = new Refusals();
    String job = Files.readString(Path.of("jobs/ratings.yaml"));
    List<String> settings =
        List.of("training.epochs=3", "network.factors=8", "split.kind=random", "seed=7");
    for (int i = 0; i < SETTINGS; i++) {
      String setting = breakage.broken(breakage.pick(settings));
      refusals.attempt(
          setting,
          () ->
              JobConfig.of(
                  Tasks.ALL, "job.yaml", JobText.parse("job.yaml", job), List.of(setting)));
    }
    assertThat(refusals.refused()).isBetween(SETTINGS / 3, SETTINGS - 1);
  }

  @Test
  void brokenDocumentsOfARunAreRefusedInPlainWords() throws IOException {
    breakEach("run-json", text -> RunRecordParser.fromJson("r1", text));
    breakEach("progress-json", text -> RunSnapshotParser.fromJson("r1", text));
    breakEach("metrics", text -> RatingMetricsParser.parse("metrics.json", text));
    breakEach("averaging", text -> AveragingParser.parse("averaging.json", text));
    breakEach("table-encoder", text -> TableEncoder.fromJson("encoder.json", text));
    breakEach("signature.json", text -> ModelSignature.fromJson("signature.json", text));
  }

  /** A configuration that someone changed in run.json, where no variable is replaced any more. */
  @Test
  void brokenConfigurationsOfARunAreRefusedInPlainWords() throws IOException {
    Breakage breakage = new Breakage(4);
    Refusals refusals = new Refusals();
    String job = Files.readString(Path.of("jobs/marketing.yaml"));
    String whole =
        JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", job), List.of())
            .resolved()
            .toPrettyString();
    for (int i = 0; i < SETTINGS; i++) {
      String text = breakage.broken(whole);
      refusals.attempt(
          text, () -> JobConfig.ofResolved(Tasks.ALL, "run.json", JobText.parse("run.json", text)));
    }
    assertThat(refusals.refused()).isBetween(SETTINGS / 3, SETTINGS - 1);
  }

  private static void breakEach(String place, Consumer<String> read) throws IOException {
    Breakage breakage = new Breakage(place.hashCode());
    Refusals refusals = new Refusals();
    List<String> documents = texts(GOLDEN.resolve(place), ".json");
    for (int i = 0; i < DOCUMENTS; i++) {
      String document = breakage.broken(breakage.pick(documents));
      refusals.attempt(document, () -> read.accept(document));
    }
    assertThat(refusals.refused()).as(place).isBetween(DOCUMENTS / 4, DOCUMENTS - 1);
  }

  private static List<String> texts(Path place, String ending) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).sorted().toList()) {
        if (!file.getFileName().toString().startsWith("invalid")) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }
}
