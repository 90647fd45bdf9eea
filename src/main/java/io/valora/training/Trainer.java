package io.valora.training;

import io.valora.networks.RatingNetwork;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TowerNetwork;
import io.valora.training.loop.RowTrainer;
import java.util.List;

/** Trains the rating network of a configuration; see {@link RowTrainer}. */
public record Trainer(RatingNetworkConfig network, TrainingConfig config) {
  /**
   * @throws io.valora.base.JobException see {@link RowTrainer#train}
   */
  public TrainingResult train(TrainingRequest request, TrainingListener listener) {
    RatingNetwork rating = new RatingNetwork(network, request.vocabularies(), config.optimizer());
    return new RowTrainer(config)
        .train(
            new RowTraining(
                request.parts(),
                RowLayout.RATINGS,
                new TowerNetwork(rating),
                List.of(),
                request.unknownDropout(),
                Negatives.NONE,
                request.seed(),
                request.checkpoints()),
            listener);
  }
}
