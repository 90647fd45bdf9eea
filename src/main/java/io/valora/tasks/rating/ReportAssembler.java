package io.valora.tasks.rating;

import io.valora.base.EnumNames;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.rating.KnownRatings;
import io.valora.evaluation.rating.RatingMetrics;
import io.valora.evaluation.rating.RatingResult;
import io.valora.evaluation.rating.StarDistribution;
import io.valora.job.StageContext;
import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.report.RunSections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the numbers of a run to what its report shows. */
public final class ReportAssembler {
  private static final int WORST_SHOWN = 10;
  private static final Map<String, String> BASELINES =
      Map.of(
          "global-mean", "The mean of all train ratings, for everything.",
          "item-mean", "The mean of the item's train ratings.",
          "bias", "The mean, and how far the user and the item lie from it.",
          "als", "Matrix factorization (Spark's ALS) on what the biases leave over.");

  private ReportAssembler() {}

  static RatingReport assemble(StageContext context, RatingResult result) {
    RatingMetrics test = result.model().test();
    return new RatingReport(
        RunSections.of(context),
        RatingReport.Nouns.PLAIN,
        heldBack(result),
        contenders(result),
        new RatingReport.Interval(test.rmseInterval95().low(), test.rmseInterval95().high()),
        bins(result.model().errors()),
        cells(result.model().predictedAgainstReal()),
        slices(result),
        result.ranking().map(ReportAssembler::ranking),
        leaks(context.record().rows().leak()));
  }

  private static RatingReport.HeldBack heldBack(RatingResult result) {
    RatingMetrics test = result.model().test();
    return new RatingReport.HeldBack(
        test.regression().rows(),
        test.withinHalfStar(),
        test.offByMoreThanOneAndAHalf(),
        result.model().worstErrors().stream()
            .limit(WORST_SHOWN)
            .map(
                row ->
                    new RatingReport.Example(
                        row.user(),
                        row.item(),
                        row.rating(),
                        row.prediction(),
                        history(row.userInTrain()),
                        history(row.itemInTrain())))
            .toList());
  }

  private static RatingReport.History history(KnownRatings known) {
    return new RatingReport.History(known.ratings(), known.meanRating());
  }

  private static List<Contender> contenders(RatingResult result) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(
        new Contender(
            Role.NETWORK, "network", "What the run trained.", result.model().test().regression()));
    result
        .baselines()
        .forEach(
            (name, metrics) ->
                contenders.add(
                    new Contender(
                        name.equals("item-mean") ? Role.ITEM_MEAN : Role.BASELINE,
                        name,
                        BASELINES.getOrDefault(name, ""),
                        metrics)));
    return contenders;
  }

  private static List<RatingReport.Bin> bins(Histogram histogram) {
    List<RatingReport.Bin> bins = new ArrayList<>();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double from = histogram.lowest() + i * histogram.width();
      bins.add(new RatingReport.Bin(from, from + histogram.width(), histogram.counts().get(i)));
    }
    return bins;
  }

  private static List<RatingReport.Cell> cells(List<StarDistribution> distributions) {
    List<RatingReport.Cell> cells = new ArrayList<>();
    for (StarDistribution distribution : distributions) {
      for (RatingReport.Bin bin : bins(distribution.predicted())) {
        if (bin.rows() > 0) {
          cells.add(new RatingReport.Cell(distribution.stars(), bin.from(), bin.to(), bin.rows()));
        }
      }
    }
    return cells;
  }

  private static List<RatingReport.Slice> slices(RatingResult result) {
    return result.model().slices().stream()
        .map(
            slice ->
                new RatingReport.Slice(
                    "%s user, %s item"
                        .formatted(slice.familiarity().user(), slice.familiarity().item()),
                    slice.rows(),
                    slice.rmse()))
        .toList();
  }

  private static RatingReport.Ranking ranking(RankingComparison ranking) {
    return new RatingReport.Ranking(
        ranking.k(),
        ranking.contenders().stream().mapToLong(one -> one.metrics().users()).max().orElse(0),
        ranking.contenders().stream().map(one -> row(one, ranking.k())).toList());
  }

  private static RatingReport.RankingRow row(RankingContender contender, int k) {
    ListDiversity diversity = contender.metrics().diversity();
    return new RatingReport.RankingRow(
        contender.name(),
        EnumNames.nameOf(contender.objective()),
        contender.metrics().recall(),
        contender.metrics().ndcg(),
        new RatingReport.Spread(
            diversity.coverage(),
            diversity.distinctItems(),
            diversity.meanOverlap(),
            diversity.gini(),
            diversity.isNearlyTheSame(k)));
  }

  private static RatingReport.Leaks leaks(Map<String, Long> leak) {
    return new RatingReport.Leaks(
        leak.getOrDefault("same-input", 0L),
        leak.getOrDefault("same-input-and-target", 0L),
        leak.getOrDefault("unseen-user", 0L),
        leak.getOrDefault("rows-of-unseen-user", 0L),
        leak.getOrDefault("unseen-item", 0L),
        leak.getOrDefault("rows-of-unseen-item", 0L));
  }
}
