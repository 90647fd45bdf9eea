package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.valora.features.ContextTerm;
import io.valora.features.fit.FirstRows;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.job.JobConfig;
import io.valora.job.StageContext;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.PairScorerFactory;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.Contexts;
import io.valora.models.Ids;
import io.valora.models.ModelFolder;
import io.valora.models.PairFiles;
import io.valora.models.PairModel;
import io.valora.models.PopularItem;
import io.valora.models.PopularItems;
import io.valora.schema.CellParser;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ParsedCell.Typed;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the plain files of a trained model of ratings. */
record RatingModelWriter(StageContext context, RatingEncoder encoder) {
  private static final int GOLDEN_ROWS = 8;

  /** Texts that are hardly an id. */
  private static final List<String> UNLIKELY_IDS =
      List.of("unknown id", "UNKNOWN ID", "-987654321", "987654321", "0");

  /** Writes what doesn't depend on a network: users, items and what each user rated. */
  void writeKnown() {
    PairFiles files = files();
    files.writeUsers(encoder.users().ids());
    files.writeItems(encoder.items().ids());
    RatedRows.write(rated(), encoder.users(), files.rated());
  }

  private PairFiles files() {
    return new PairFiles(context.storage(), context.folder());
  }

  /**
   * Writes the popular items, and the reference distribution.
   *
   * @param scorers of a network that hasn't learned from validation rows
   * @param stars that training knows
   */
  void writeReference(PairScorerFactory scorers, Range stars) {
    PopularItems popular = popular(encoder, context.split("train"));
    files().writePopular(popular);
    Output output = signature(context.config(), stars).output();
    new ModelFolder(context.storage(), context.folder())
        .write(new RatingReference(encoder, popular).of(context, scorers, output));
  }

  /**
   * Writes the rest, and the golden rows with it.
   *
   * @param stars that training knows
   */
  void write(PairModel.Networks networks, Range stars) {
    PairFiles files = files();
    files.writeNetworks(networks);
    files.writeContexts(
        terms(context.config()), encoder.context().map(known -> known.keys().ids()));
    PairModel model = files.read(signature(context.config(), stars));
    new ModelFolder(context.storage(), context.folder()).write(model, goldenRows(model));
  }

  /** Inputs and output of a job's model, without golden rows. */
  static Signature signature(JobConfig config, Range stars) {
    TableSchema schema = config.ingest().schema();
    List<ColumnSpec> inputs =
        new ArrayList<>(
            List.of(schema.column(USER).orElseThrow(), schema.column(ITEM).orElseThrow()));
    for (String column : Contexts.columns(terms(config))) {
      inputs.add(schema.column(column).orElseThrow().optional());
    }
    Output output = new Output(RATING, "predicted stars", "stars", stars, List.of());
    return new Signature(config.task().name(), ModelKind.PAIR, inputs, output, List.of());
  }

  private static List<ContextTerm> terms(JobConfig config) {
    return config.taskConfig(RatingConfig.class).features().context();
  }

  private Dataset<Row> rated() {
    return rated("train").union(rated("validation")).union(rated("test"));
  }

  private Dataset<Row> rated(String part) {
    return context.split(part).select(USER, ITEM, RATING);
  }

  /** The items of most ratings. */
  static PopularItems popular(RatingEncoder encoder, Dataset<Row> train) {
    Dataset<Row> most =
        encoder
            .encode(train)
            .where(col(ITEM_INDEX).gt(Vocabulary.UNKNOWN))
            .groupBy(ITEM_INDEX)
            .agg(count(lit(1)).as("ratings"), avg(RATING).as("stars"))
            .orderBy(col("ratings").desc(), col(ITEM_INDEX))
            .limit(PopularItems.MOST);
    return new PopularItems(
        encoder
            .items()
            .restore(most, ITEM_INDEX, ITEM)
            .orderBy(col("ratings").desc(), col(ITEM_INDEX))
            .select(ITEM, "stars", "ratings")
            .collectAsList()
            .stream()
            .map(row -> new PopularItem(row.getString(0), row.getDouble(1), row.getLong(2)))
            .toList());
  }

  /** The first rows of train, and one each whose user or item nobody knows. */
  private List<Object[]> goldenRows(PairModel model) {
    List<Object[]> rows =
        new ArrayList<>(
            FirstRows.of(context.split("train"), model.signature().names(), GOLDEN_ROWS));
    if (!rows.isEmpty()) {
      Object[] first = rows.get(0);
      unknown(model.signature().inputs().get(0), model.users())
          .ifPresent(user -> rows.add(new Object[] {user, first[1]}));
      unknown(model.signature().inputs().get(1), model.items())
          .ifPresent(item -> rows.add(new Object[] {first[0], item}));
    }
    return rows;
  }

  private static Optional<Object> unknown(ColumnSpec column, Ids known) {
    CellParser parser = new CellParser(column);
    for (String text : UNLIKELY_IDS) {
      if (parser.parse(text) instanceof Typed typed
          && typed.value() != null
          && known.index(typed.value().toString()) == Ids.UNKNOWN) {
        return Optional.of(typed.value());
      }
    }
    return Optional.empty();
  }
}
