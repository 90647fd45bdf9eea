package io.valora.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.job.JobConfig;
import io.valora.networks.OptimizerConfig.KerasStyleAdagrad;
import io.valora.networks.TextNetworkConfig.Kind;
import io.valora.tasks.Tasks;
import io.valora.training.MonitoredMetric;
import org.junit.jupiter.api.Test;

class SentimentDefaultsTest {
  private static final String LEAST =
      """
      job: least
      task: sentiment
      ingest:
        source: a.csv
        columns: [{name: text}, {name: label, type: int}]
      """;

  @Test
  void aWeightPerTermIsTheDefaultWithATrainingOfItsOwn() {
    JobConfig job = job(LEAST);
    SentimentConfig config = job.taskConfig(SentimentConfig.class);

    assertThat(config.network().kind()).isEqualTo(Kind.BAG_OF_TERMS);
    assertThat(config.text())
        .isEqualTo(new TextConfig(2, 200_000, 2, 0, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1));
    assertThat(job.training().optimizer()).isEqualTo(new KerasStyleAdagrad(1, 1e-4, 1e-7));
    assertThat(job.training().earlyStopping().metric()).isEqualTo(MonitoredMetric.LOSS);
    assertThat(job.training().batchSize()).isEqualTo(32);
  }

  @Test
  void embeddingsKeepTheirDefaultsWhereTheyAreNamed() {
    JobConfig job = job(LEAST + "network: {kind: embedding-average}");

    assertThat(job.taskConfig(SentimentConfig.class).text())
        .isEqualTo(new TextConfig(1, 20_000, 2, 0, 0, LetterCase.LOWER, Weighting.AVERAGE, 1));
    assertThat(job.training().optimizer()).isEqualTo(KerasStyleAdagrad.USUAL);
    assertThat(job.training().batchSize()).isEqualTo(256);
  }

  @Test
  void whatOnlyEmbeddingsHaveMakesThemTheDefault() {
    JobConfig job = job(LEAST + "features: {text: {vectors: {train: {dimension: 50}}}}");

    assertThat(job.taskConfig(SentimentConfig.class).network().kind())
        .isEqualTo(Kind.EMBEDDING_AVERAGE);
  }

  @Test
  void hashedTermsAreWeightedByTheirPresence() {
    SentimentConfig config =
        job(LEAST + "features: {text: {hash-bits: 18}}").taskConfig(SentimentConfig.class);

    assertThat(config.text().weighting()).isEqualTo(Weighting.PRESENCE);
  }

  private static JobConfig job(String yaml) {
    Problems problems = new Problems("least.yaml");
    JobConfig job =
        JobConfig.from(Tasks.ALL, new ConfigSection(JobText.parse("least.yaml", yaml), problems));
    problems.throwIfAny();
    return job;
  }
}
