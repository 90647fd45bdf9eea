package io.valora.schema;

/** Column names of the datasets that stages hand to each other. */
public final class Columns {
  /** Hash of a row's declared columns, long; written by ingest, never null. */
  public static final String ROW_KEY = "row_key";

  /** {@code train} or {@code test}, string; written by ingest where the sources are divided. */
  public static final String PART = "part";

  /** Declared id of the user, string; required by the rating task, kept by its encoded rows. */
  public static final String USER = "user";

  /** Declared id of the item, string; required by the rating task, kept by its encoded rows. */
  public static final String ITEM = "item";

  /** Declared stars; required by the rating task, float in its encoded rows. */
  public static final String RATING = "rating";

  /** Declared time of a rating, timestamp; optional. */
  public static final String TIME = "time";

  /** Declared text, string, which may be null; required by the sentiment task. */
  public static final String TEXT = "text";

  /**
   * Target of training. The class of a text, declared by the job: a number in [0, 1], between 0 and
   * 1 for pseudo-labels. In encoded table rows a float, the target in its own unit.
   */
  public static final String LABEL = "label";

  /** Index of the user, int, 0 for unknown; written by the encoder of ratings. */
  public static final String USER_INDEX = "user_index";

  /** Index of the item, int, 0 for unknown; written by the encoder of ratings. */
  public static final String ITEM_INDEX = "item_index";

  /** Terms of a text in their order, array of string; written by the text analyzer. */
  public static final String TERMS = "terms";

  /** Length of a text in {@link #TERMS}, int; null where the text is. */
  public static final String TERM_COUNT = "term_count";

  /** Those of them that train knows, int; null where the text is. */
  public static final String KNOWN_TERM_COUNT = "known_term_count";

  /** Table rows of a bag, array of int; written by the encoders of texts and side tables. */
  public static final String INDICES = "indices";

  /** Weights of {@link #INDICES}, array of float of the same length. */
  public static final String WEIGHTS = "weights";

  /** What else a rating has in common with others, array of int; written by its encoder. */
  public static final String CONTEXT = "context";

  /** Weights of {@link #CONTEXT}, array of float of the same length. */
  public static final String CONTEXT_WEIGHTS = "context_weights";

  /** Encoded features, array of float, {@code [features]}; written by the encoder of tables. */
  public static final String NUMBERS = "numbers";

  /** Predicted stars or target, double, never null; written by networks and baselines. */
  public static final String PREDICTION = "prediction";

  /**
   * Probability of class 1, double in [0, 1]; written by networks and baselines of texts. In lists
   * of items the predicted stars, or null.
   */
  public static final String SCORE = "score";

  /** Item indices of a list, array of int, best first; written by recommenders. */
  public static final String ITEMS = "items";

  /** Scores of {@link #ITEMS}, array of float of the same length, null without a score. */
  public static final String SCORES = "scores";

  /** Place in a list, int from 1. */
  public static final String RANK = "rank";

  private Columns() {}
}
