package io.valora.job;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.RunFolder;
import io.valora.training.TrainingResult;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A training whose features are fitted on all rows that it sees: on train and, where the job
 * refits, once more on train and validation, while the first training is under way.
 *
 * @param fitted what the kept network was trained with
 */
public record SeenTraining<T extends FittedFeatures>(T fitted, TrainingRun run) {
  /**
   * @param train fits on the train split
   * @param all fits on train and validation
   * @param beside work with what the kept network is trained with, done during the first training
   * @param first work with the network that hasn't learned from validation rows, and what it was
   *     trained with
   */
  public static <T extends FittedFeatures> SeenTraining<T> of(
      StageContext context,
      Function<TrainingContext, T> train,
      Function<TrainingContext, T> all,
      Consumer<T> beside,
      BiConsumer<T, TrainedNetwork> first) {
    TrainingContext seen = context.training();
    if (!TrainingRun.refits(context)) {
      T fitted = train.apply(seen);
      try (SideBySide works = new SideBySide()) {
        Part<Void> more = works.start(() -> beside.accept(fitted));
        TrainingResult result = first(context, fitted);
        more.get();
        first.accept(fitted, result.network());
        return new SeenTraining<>(fitted, TrainingRun.kept(result));
      }
    }
    RunFolder run = context.folder();
    RunFolder aside = new RunFolder(run.staging(), run.job(), run.runId());
    try (SideBySide works = new SideBySide()) {
      T best = train.apply(seen.fittedIn(aside));
      Part<T> again =
          works.start(
              () -> {
                T fitted = all.apply(seen);
                beside.accept(fitted);
                return fitted;
              });
      TrainingResult result = first(context, best);
      T fitted = again.get();
      first.accept(best, result.network());
      return new SeenTraining<>(
          fitted, TrainingRun.refitted(context, result, fitted.training(context.config())));
    } finally {
      context.storage().delete(aside.root());
    }
  }

  private static TrainingResult first(StageContext context, FittedFeatures features) {
    return TrainingRun.once(
        context,
        features.training(context.config()).withCheckpoints(TrainingRun.checkpoints(context)),
        0);
  }
}
