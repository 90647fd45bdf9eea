package io.valora.training;

import io.valora.networks.RatingNetworkConfig;
import io.valora.training.loop.RowTrainer;
import java.util.List;

/** Trains the rating network of a configuration; see {@link RowTrainer}. */
public record Trainer(RatingNetworkConfig network, TrainingConfig config) {
  /**
   * @throws io.valora.base.JobException see {@link RowTrainer#train}
   */
  public TrainingResult train(TrainingRequest request, TrainingListener listener) {
    return new RowTrainer(config)
        .train(
            new RowTraining(
                request.splits(),
                RowLayout.RATINGS,
                network.network(request.vocabularies(), List.of(), config.optimizer()),
                List.of(),
                request.unknownDropout(),
                Negatives.NONE,
                request.seed(),
                request.checkpoints()),
            listener);
  }
}
