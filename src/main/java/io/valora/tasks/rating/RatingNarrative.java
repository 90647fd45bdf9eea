package io.valora.tasks.rating;

import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.report.Figures;
import io.valora.tasks.rating.RatingReport.HeldBack;
import io.valora.tasks.rating.RatingReport.History;
import io.valora.tasks.rating.RatingReport.Interval;
import io.valora.tasks.rating.RatingReport.Ranking;
import io.valora.tasks.rating.RatingReport.RankingRow;
import io.valora.tasks.rating.RatingReport.Spread;
import java.util.Optional;

/** The report's sentences, as plain text. */
public final class RatingNarrative {
  private final RatingReport report;

  public RatingNarrative(RatingReport report) {
    this.report = report;
  }

  /** The first sentence of the page, up to the colon before the worst rows. */
  public String heldBack() {
    HeldBack counts = report.heldBack();
    if (counts.rows() == 0) {
      return "No ratings were held back, so nothing can be said about this model.";
    }
    return "Of %s held back, %s predicted within half a star; %s off by more than one and a half.%s"
        .formatted(
            Figures.counted(counts.rows(), "rating"),
            were(counts.withinHalf()),
            were(counts.beyondOneAndAHalf()),
            worst(counts));
  }

  /** Compares the network with guessing the item's mean; empty when it wasn't measured. */
  public Optional<String> comparison() {
    return report
        .contenderAs(Role.ITEM_MEAN)
        .filter(mean -> mean.scores().rmse() > 0)
        .map(
            mean ->
                "Guessing each %s’s average instead would typically have been off by %s stars; the "
                        .formatted(report.nouns().item(), Figures.stars(mean.scores().rmse()))
                    + "model is off by %s (root mean square): %s"
                        .formatted(Figures.stars(report.network().scores().rmse()), verdict(mean)));
  }

  /** Sentence on the train ratings of a test row's user or item. */
  public String history(History history) {
    return history.ratings() == 0
        ? "none"
        : "%s (%s)".formatted(Figures.count(history.ratings()), Figures.stars(history.mean()));
  }

  /** Sentence on the RMSE's interval; empty when it is not defined. */
  public String interval() {
    Interval range = report.rmseInterval();
    return Double.isNaN(range.low())
        ? ""
        : "95%% interval %s to %s"
            .formatted(Figures.score(range.low()), Figures.score(range.high()));
  }

  /** Sentence on the training's length and the kept epoch. */
  public String training() {
    return report.run().training().sentence();
  }

  /** Explanation of the ranking table and its limits. */
  public String ranking(Ranking ranking) {
    return "For %s, each way of ranking listed %d %ss. Recall is the share of what a %s really "
            .formatted(
                Figures.counted(ranking.users(), report.nouns().user()),
                ranking.k(),
                report.nouns().item(),
                report.nouns().user())
        + "liked that stands in the list; NDCG also counts how high it stands; coverage is the "
        + "share of all %ss that anyone was ever shown, overlap the share of one %s’s list that "
            .formatted(report.nouns().item(), report.nouns().user())
        + "stands in another’s, and Gini says how unevenly the lists draw on them, from 0 to 1."
        + caution(ranking);
  }

  /** Warning on a ranking method that shows everybody nearly the same list. */
  public Optional<String> warning(Ranking ranking, RankingRow row) {
    return Optional.of(row.spread())
        .filter(Spread::nearlyTheSame)
        .map(
            spread ->
                "Nearly every %s is shown the same list by “%s”: %s in all lists of %d, and two lists share %s."
                    .formatted(
                        report.nouns().user(),
                        row.name(),
                        Figures.counted(spread.distinctItems(), report.nouns().item()),
                        ranking.k(),
                        Figures.percent(spread.overlap())));
  }

  private static String caution(Ranking ranking) {
    return ranking.rows().stream().anyMatch(row -> row.objective().equals(RankingRow.STARS))
        ? " What was made for stars was trained to predict them, not to order lists, so a list of "
            + "what is popular can score higher here."
        : "";
  }

  private static String were(long count) {
    return Figures.count(count) + (count == 1 ? " was" : " were");
  }

  private static String worst(HeldBack counts) {
    int shown = counts.worst().size();
    if (shown == 0) {
      return "";
    }
    String number = Figures.inWords(shown);
    return shown <= counts.beyondOneAndAHalf()
        ? " " + Character.toUpperCase(number.charAt(0)) + number.substring(1) + " of them:"
        : shown == 1 ? " The one furthest off:" : " The %s furthest off:".formatted(number);
  }

  private String verdict(Contender mean) {
    double saved = 1 - report.network().scores().rmse() / mean.scores().rmse();
    Interval range = report.rmseInterval();
    if (mean.scores().rmse() >= range.low() && mean.scores().rmse() <= range.high()) {
      return "a difference within this test’s margin of error.";
    }
    String size = Figures.percent(Math.abs(saved));
    return saved > 0
        ? "its error is %s smaller.".formatted(size)
        : "its error is %s larger, so the simple guess is the better one here.".formatted(size);
  }
}
