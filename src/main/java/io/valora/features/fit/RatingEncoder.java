package io.valora.features.fit;

import static io.valora.schema.Columns.CONTEXT;
import static io.valora.schema.Columns.CONTEXT_WEIGHTS;
import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.features.RatingFeaturesConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * From rows of ratings to what a rating network reads.
 *
 * @param context what else ratings have in common, where a job says so
 */
public record RatingEncoder(Vocabulary users, Vocabulary items, Optional<ContextEncoder> context) {
  /** The vocabularies of users and items of train. */
  public static RatingEncoder fit(Dataset<Row> train, RatingFeaturesConfig config) {
    return fit(train, config, new SideIds(Optional.empty(), Optional.empty()));
  }

  /**
   * The same, with the ids of side tables.
   *
   * @param sides {@code id}, of users and items
   */
  public static RatingEncoder fit(Dataset<Row> train, RatingFeaturesConfig config, SideIds sides) {
    try (SideBySide works = new SideBySide()) {
      Part<Vocabulary> users = works.start(() -> vocabulary(train, USER, config, sides.users()));
      Part<Vocabulary> items = works.start(() -> vocabulary(train, ITEM, config, sides.items()));
      Optional<Part<ContextEncoder>> context =
          Optional.of(config.context())
              .filter(terms -> !terms.isEmpty())
              .map(terms -> works.start(() -> ContextEncoder.fit(train, terms)));
      return new RatingEncoder(users.get(), items.get(), context.map(Part::get));
    }
  }

  /** Ids of side tables: {@code id}. */
  public record SideIds(Optional<Dataset<Row>> users, Optional<Dataset<Row>> items) {}

  private static Vocabulary vocabulary(
      Dataset<Row> train, String column, RatingFeaturesConfig config, Optional<Dataset<Row>> side) {
    return side.map(ids -> Vocabulary.fit(train, column, config.minCount(), ids))
        .orElseGet(() -> Vocabulary.fit(train, column, config.minCount()));
  }

  /**
   * Adds {@code user_index} and {@code item_index} (int, 0 for unknown) to rows that have {@code
   * user} and {@code item}.
   */
  public Dataset<Row> index(Dataset<Row> pairs) {
    return items.index(users.index(pairs, USER, USER_INDEX), ITEM, ITEM_INDEX);
  }

  /** The same, of a model with context also {@code context}, to rows that have its columns. */
  public Dataset<Row> indexInContext(Dataset<Row> rows) {
    return index(context.map(of -> of.index(rows)).orElse(rows));
  }

  /**
   * Encodes a split.
   *
   * @return {@code row_key} long, {@code user} string, {@code item} string, {@code user_index} int,
   *     {@code item_index} int, {@code rating} float: as many rows as given
   */
  public Dataset<Row> encode(Dataset<Row> rows) {
    return encode(rows, List.of());
  }

  /** The same, of a model with context with {@code context}, array of int. */
  public Dataset<Row> encodeInContext(Dataset<Row> rows) {
    return context
        .map(of -> encode(of.index(rows), List.of(CONTEXT)))
        .orElseGet(() -> encode(rows));
  }

  /** The same with {@code context_weights}, array of float, all of them 1. */
  public Dataset<Row> encodeForTraining(Dataset<Row> rows) {
    return context
        .map(of -> encode(of.unweighted(rows), List.of(CONTEXT, CONTEXT_WEIGHTS)))
        .orElseGet(() -> encode(rows));
  }

  /**
   * The same with the weights of {@link ContextEncoder#weights}.
   *
   * @param penalty of the network
   */
  public Dataset<Row> encodeForTraining(Dataset<Row> rows, double penalty) {
    return context
        .map(of -> encode(of.weighted(rows, penalty), List.of(CONTEXT, CONTEXT_WEIGHTS)))
        .orElseGet(() -> encode(rows));
  }

  private Dataset<Row> encode(Dataset<Row> rows, List<String> kept) {
    Stream<Column> encoded =
        Stream.of(
            col(ROW_KEY),
            col(USER).cast(DataTypes.StringType).as(USER),
            col(ITEM).cast(DataTypes.StringType).as(ITEM),
            col(USER_INDEX),
            col(ITEM_INDEX),
            col(RATING).cast(DataTypes.FloatType).as(RATING));
    return index(rows)
        .select(
            Stream.concat(encoded, kept.stream().map(name -> col(name))).toArray(Column[]::new));
  }
}
