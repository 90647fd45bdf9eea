package io.valora.features.fit;

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
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** From rows of ratings to what a rating network reads. */
public record RatingEncoder(Vocabulary users, Vocabulary items) {
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
    try (SideBySide vocabularies = new SideBySide()) {
      Part<Vocabulary> users =
          vocabularies.start(() -> vocabulary(train, USER, config, sides.users()));
      Part<Vocabulary> items =
          vocabularies.start(() -> vocabulary(train, ITEM, config, sides.items()));
      return new RatingEncoder(users.get(), items.get());
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

  /**
   * Encodes a split.
   *
   * @return {@code row_key} long, {@code user} string, {@code item} string, {@code user_index} int,
   *     {@code item_index} int, {@code rating} float: as many rows as given
   */
  public Dataset<Row> encode(Dataset<Row> rows) {
    return index(rows)
        .select(
            col(ROW_KEY),
            col(USER).cast(DataTypes.StringType).as(USER),
            col(ITEM).cast(DataTypes.StringType).as(ITEM),
            col(USER_INDEX),
            col(ITEM_INDEX),
            col(RATING).cast(DataTypes.FloatType).as(RATING));
  }
}
