package io.valora.tasks.rating;

import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.report.RunSections;
import java.util.List;
import java.util.Optional;

/**
 * Everything the report of a rating run shows, as finished numbers. Ratings, predictions and errors
 * are in stars; an error is predicted minus real; {@link Double#NaN} stands for a number that is
 * not defined and is shown as a dash.
 *
 * @param run sections that all reports share
 * @param nouns what the page calls one user and one item
 * @param heldBack the test rows in plain counts
 * @param contenders the network and the baselines, on the same test rows; exactly one network
 * @param rmseInterval 95 % interval of the network's RMSE, in stars
 * @param errors histogram of the errors, ascending
 * @param predictedAgainstReal the cells that hold at least one test row
 * @param ranking absent when the run ranked nothing
 */
public record RatingReport(
    RunSections run,
    Nouns nouns,
    HeldBack heldBack,
    List<Contender> contenders,
    Interval rmseInterval,
    List<Bin> errors,
    List<Cell> predictedAgainstReal,
    List<Slice> slices,
    Optional<Ranking> ranking,
    Leaks leaks) {

  public RatingReport {
    contenders = List.copyOf(contenders);
    errors = List.copyOf(errors);
    predictedAgainstReal = List.copyOf(predictedAgainstReal);
    slices = List.copyOf(slices);
    long networks = contenders.stream().filter(one -> one.role() == Role.NETWORK).count();
    if (networks != 1) {
      throw new IllegalArgumentException(
          "Invalid contenders: %d networks (must hold exactly one)".formatted(networks));
    }
  }

  /** The trained network's row among the contenders. */
  public Contender network() {
    return contenderAs(Role.NETWORK).orElseThrow();
  }

  /** The first contender with a role. */
  public Optional<Contender> contenderAs(Role role) {
    return contenders.stream().filter(one -> one.role() == role).findFirst();
  }

  /** Singular nouns for the two sides of a rating, such as "guest" and "experience". */
  public record Nouns(String user, String item) {
    public static final Nouns PLAIN = new Nouns("user", "item");
  }

  /**
   * The test rows in counts.
   *
   * @param rows test rows
   * @param withinHalf rows with an absolute error of at most 0.5
   * @param beyondOneAndAHalf rows with an absolute error above 1.5
   * @param worst the rows furthest off, worst first; ten at most are usual
   */
  public record HeldBack(long rows, long withinHalf, long beyondOneAndAHalf, List<Example> worst) {
    public HeldBack {
      worst = List.copyOf(worst);
      if (withinHalf < 0 || beyondOneAndAHalf < 0 || withinHalf + beyondOneAndAHalf > rows) {
        throw new IllegalArgumentException(
            "Invalid counts: %d within and %d beyond (must add up to at most the %d rows)"
                .formatted(withinHalf, beyondOneAndAHalf, rows));
      }
    }

    /** Rows with an absolute error above 0.5 and at most 1.5. */
    public long between() {
      return rows - withinHalf - beyondOneAndAHalf;
    }
  }

  /** One test row, with what the training rows knew of its user and of its item. */
  public record Example(
      String user,
      String item,
      double real,
      double predicted,
      History userHistory,
      History itemHistory) {}

  /** Training ratings of one user or one item; the mean is NaN when there are none. */
  public record History(long ratings, double mean) {}

  /** A range of values; NaN at both ends when it could not be estimated. */
  public record Interval(double low, double high) {}

  /** Test rows with an error in [from, to). */
  public record Bin(double from, double to, long rows) {}

  /** Test rows with these real stars and a prediction in [predictedFrom, predictedTo). */
  public record Cell(double real, double predictedFrom, double predictedTo, long rows) {}

  /** A slice of the test rows, such as "known user, unknown item". */
  public record Slice(String name, long rows, double rmse) {}

  /**
   * Top-k lists against what users liked in the test rows.
   *
   * @param k length of a list
   * @param users users with a list and at least one liked test item
   */
  public record Ranking(int k, long users, List<RankingRow> rows) {
    public Ranking {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One way of ranking; recall and NDCG in [0, 1].
   *
   * @param objective what it was fitted to: {@link #STARS}, {@link #RANKED} or {@code counts}
   */
  public record RankingRow(
      String name, String objective, double recall, double ndcg, Spread spread) {
    public static final String STARS = "stars";
    public static final String RANKED = "ranking";
  }

  /**
   * Diversity of the lists of one ranking method.
   *
   * @param coverage share of all items that is ever listed, in [0, 1]
   * @param distinctItems items that are ever listed
   * @param overlap share of a list that stands in another user's list, in [0, 1]
   * @param gini of how often each item is listed: 0 for equally often
   * @param nearlyTheSame whether everybody is shown nearly one list
   */
  public record Spread(
      double coverage, long distinctItems, double overlap, double gini, boolean nearlyTheSame) {}

  /**
   * Overlap of the test rows with the training rows.
   *
   * @param samePair test rows whose user and item also stand together in a training row
   * @param samePairAndRating those with the same rating as well
   * @param unseenUsers users of test rows without any training row, and the rows concerned
   */
  public record Leaks(
      long samePair,
      long samePairAndRating,
      long unseenUsers,
      long unseenUserRows,
      long unseenItems,
      long unseenItemRows) {}
}
