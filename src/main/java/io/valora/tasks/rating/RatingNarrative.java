package io.valora.tasks.rating;

import io.valora.baselines.ItemMean;
import io.valora.evaluation.Interval;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.rating.KnownRatings;
import io.valora.evaluation.rating.RatingMetrics;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.report.Figures;
import java.util.Optional;

/** The report's sentences, as plain text. */
public final class RatingNarrative {
  private final RatingReport report;

  public RatingNarrative(RatingReport report) {
    this.report = report;
  }

  /** The first sentence of the page, up to the colon before the worst rows. */
  public String heldBack() {
    RatingMetrics test = report.test();
    if (report.rows() == 0) {
      return "No ratings were held back, so nothing can be said about this model.";
    }
    return "Of %s held back, %s predicted within half a star; %s off by more than one and a half.%s"
        .formatted(
            Figures.counted(report.rows(), "rating"),
            were(test.withinHalfStar()),
            were(test.offByMoreThanOneAndAHalf()),
            worst());
  }

  /** Compares the network with guessing the item's mean; empty when it wasn't measured. */
  public Optional<String> comparison() {
    return Optional.ofNullable(report.result().baselines().get(ItemMean.NAME))
        .map(RegressionMetrics::rmse)
        .filter(mean -> mean > 0)
        .map(
            mean ->
                "Guessing each item’s average instead would typically have been off by %s stars; the "
                        .formatted(Figures.stars(mean))
                    + "model is off by %s (root mean square): %s"
                        .formatted(
                            Figures.stars(report.test().regression().rmse()), verdict(mean)));
  }

  /** Sentence on the train ratings of a test row's user or item. */
  public String history(KnownRatings known) {
    return known.ratings() == 0
        ? "none"
        : "%s (%s)".formatted(Figures.count(known.ratings()), Figures.stars(known.meanRating()));
  }

  /** Sentence on the RMSE's interval; empty when it is not defined. */
  public String interval() {
    Interval range = report.test().rmseInterval95();
    return Double.isNaN(range.low())
        ? ""
        : "95%% interval %s to %s"
            .formatted(Figures.score(range.low()), Figures.score(range.high()));
  }

  /** Explanation of the ranking table and its limits. */
  public String ranking(RankingComparison ranking) {
    long users =
        ranking.contenders().stream().mapToLong(one -> one.metrics().users()).max().orElse(0);
    return "For %s, each way of ranking listed %d items. Recall is the share of what a user really "
            .formatted(Figures.counted(users, "user"), ranking.k())
        + "liked that stands in the list; NDCG also counts how high it stands; coverage is the "
        + "share of all items that anyone was ever shown, overlap the share of one user’s list that "
        + "stands in another’s, and Gini says how unevenly the lists draw on them, from 0 to 1."
        + caution(ranking);
  }

  /** Warning on a ranking method that shows everybody nearly the same list. */
  public Optional<String> warning(RankingComparison ranking, RankingContender contender) {
    return Optional.of(contender.metrics().diversity())
        .filter(diversity -> diversity.isNearlyTheSame(ranking.k()))
        .map(
            diversity ->
                "Nearly every user is shown the same list by “%s”: %s in all lists of %d, and two lists share %s."
                    .formatted(
                        contender.name(),
                        Figures.counted(diversity.distinctItems(), "item"),
                        ranking.k(),
                        Figures.percent(diversity.meanOverlap())));
  }

  private static String caution(RankingComparison ranking) {
    return ranking.contenders().stream().anyMatch(one -> one.objective() == ListObjective.STARS)
        ? " What was made for stars was trained to predict them, not to order lists, so a list of "
            + "what is popular can score higher here."
        : "";
  }

  private static String were(long count) {
    return Figures.count(count) + (count == 1 ? " was" : " were");
  }

  private String worst() {
    int shown = report.worst().size();
    if (shown == 0) {
      return "";
    }
    String number = Figures.inWords(shown);
    return shown <= report.test().offByMoreThanOneAndAHalf()
        ? " " + Character.toUpperCase(number.charAt(0)) + number.substring(1) + " of them:"
        : shown == 1 ? " The one furthest off:" : " The %s furthest off:".formatted(number);
  }

  private String verdict(double mean) {
    double saved = 1 - report.test().regression().rmse() / mean;
    Interval range = report.test().rmseInterval95();
    if (mean >= range.low() && mean <= range.high()) {
      return "a difference within this test’s margin of error.";
    }
    String size = Figures.percent(Math.abs(saved));
    return saved > 0
        ? "its error is %s smaller.".formatted(size)
        : "its error is %s larger, so the simple guess is the better one here.".formatted(size);
  }
}
