package io.valora.job;

import io.valora.config.ConfigSection;
import io.valora.pipeline.IngestStage;
import io.valora.pipeline.SplitStage;
import io.valora.tasks.rating.RatingEvaluateStage;
import io.valora.tasks.rating.RatingTrainStage;
import io.valora.tasks.rating.RecommendStage;
import io.valora.tasks.regression.RegressionEvaluateStage;
import io.valora.tasks.regression.RegressionTrainStage;
import io.valora.tasks.sentiment.SentimentEvaluateStage;
import io.valora.tasks.sentiment.SentimentTrainStage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Kind of prediction that a job trains a model for. */
public enum Task {
  /** User and item to stars. */
  RATING,
  /** A text to good or bad. */
  SENTIMENT,
  /** Numbers to a number. */
  REGRESSION;

  /** The stages of a run, in order. */
  public List<Stage> stages() {
    return this == RATING
        ? List.of(Stage.values())
        : Arrays.stream(Stage.values()).filter(stage -> stage != Stage.RECOMMEND).toList();
  }

  /** The implementation of each stage. */
  public Map<Stage, StageWork> works() {
    Map<Stage, StageWork> works = new EnumMap<>(Stage.class);
    works.put(Stage.INGEST, new IngestStage());
    works.put(Stage.SPLIT, new SplitStage());
    switch (this) {
      case RATING -> {
        works.put(Stage.TRAIN, new RatingTrainStage());
        works.put(Stage.EVALUATE, new RatingEvaluateStage());
        works.put(Stage.RECOMMEND, new RecommendStage());
      }
      case SENTIMENT -> {
        works.put(Stage.TRAIN, new SentimentTrainStage());
        works.put(Stage.EVALUATE, new SentimentEvaluateStage());
      }
      case REGRESSION -> {
        works.put(Stage.TRAIN, new RegressionTrainStage());
        works.put(Stage.EVALUATE, new RegressionEvaluateStage());
      }
    }
    return works;
  }

  /** As a job file writes it. */
  public String label() {
    return ConfigSection.nameOf(this);
  }
}
