package io.valora.tasks.rating;

import io.valora.features.RatingFeaturesConfig;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.RatingScale;
import io.valora.job.FeatureFit;
import io.valora.job.TrainingContext;
import io.valora.networks.FactorLink;
import io.valora.networks.LinkKind;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.Vocabularies;
import io.valora.tower.Standardization;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fit of the features of the network that predicts stars.
 *
 * @param links that the network learns from
 * @param sides that it learns from
 */
record RatingFit(RatingFeaturesConfig features, Set<LinkKind> links, SideTables sides)
    implements FeatureFit {
  static RatingFit of(RatingConfig config) {
    RatingNetworkConfig network = config.network();
    boolean learns = network.links().contains(LinkKind.SIDE_COLUMNS);
    return new RatingFit(
        config.features().withoutDropout(),
        network.links(),
        learns ? config.sides() : SideTables.NONE);
  }

  @Override
  public RatingFeatures fit(TrainingContext context) {
    return fit(context, context.splits());
  }

  /** Of all rows that training may see, the validation rows with their users and items included. */
  RatingFeatures fitAllSeen(TrainingContext context) {
    return fit(context, context.splits().joined());
  }

  private RatingFeatures fit(TrainingContext context, TrainingSplits splits) {
    RatingLinks linked = new RatingLinks(context, links, sides);
    RatingEncoder encoder =
        RatingModel.keep(
            RatingEncoder.fit(splits.train(), features, linked.ids()), context.fitted());
    List<FactorLink> entries = linked.of(splits.train(), encoder);
    Standardization scale = RatingScale.of(splits.train());
    return new RatingFeatures(
        encoder,
        vocabularies(encoder),
        entries,
        scale,
        splits,
        new ConcurrentHashMap<>(),
        Optional.empty());
  }

  static Vocabularies vocabularies(RatingEncoder encoder) {
    return new Vocabularies(
        encoder.users().size(),
        encoder.items().size(),
        encoder.context().map(known -> known.keys().size()).orElse(0));
  }
}
