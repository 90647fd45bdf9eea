package io.valora.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import io.valora.ingest.DatasetSchema;
import io.valora.models.RatedFolder;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.SharedModel;
import io.valora.storage.RunFolder;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Typed rows beside the model's answers to them, made while they are written. */
final class ScoredTable {
  private static final String RATED = "source_rated";
  private static final String RATED_USER = "source_user";

  private final SparkSession session;
  private final ScorePlan plan;
  private final RowAnswers answers;
  private final LongAccumulator written;

  /**
   * @param written counts the rows that come out; exact for rows that are written once
   */
  ScoredTable(SparkSession session, ScorePlan plan, LongAccumulator written) {
    this.session = session;
    this.plan = plan;
    this.answers = answers(plan);
    this.written = written;
  }

  private static RowAnswers answers(ScorePlan plan) {
    if (plan.request().lists().isPresent()) {
      RecommendConfig lists = plan.request().lists().get();
      return new ListAnswers(lists.topN(), lists.rated());
    }
    return switch (plan.signature().kind()) {
      case PAIR -> new PairAnswers();
      case TEXT -> new TextAnswers();
      case TABLE -> new ValueAnswers();
    };
  }

  /**
   * The columns of the files that are shown, and the answers.
   *
   * @param typed of the plan's columns
   */
  Dataset<Row> of(JavaRDD<Row> typed) {
    ScoreColumns columns = plan.columns();
    StructType read = DatasetSchema.of(columns.schema());
    List<String> names = new ArrayList<>(columns.schema().names());
    List<String> inputs = new ArrayList<>(columns.inputs());
    JavaRDD<Row> rows = typed;
    if (plan.request().lists().isPresent()) {
      rows = withRated(session.createDataFrame(typed, read)).toJavaRDD();
      names.add(RATED);
      inputs.add(RATED);
    }
    List<String> shown = names.stream().filter(columns.shown()::containsKey).toList();
    List<String> answered = answers.fields().stream().map(StructField::name).toList();
    StructType schema = new StructType();
    for (String name : shown) {
      schema = schema.add(columns.outputName(name, answered), read.apply(name).dataType());
    }
    for (StructField field : answers.fields()) {
      schema = schema.add(field);
    }
    return flat(answered(rows, RowPlaces.of(names, inputs, shown), schema));
  }

  private Dataset<Row> answered(JavaRDD<Row> rows, RowPlaces places, StructType schema) {
    Broadcast<SharedModel> model = SharedModel.of(session, plan.request().run());
    RowAnswers each = answers;
    LongAccumulator count = written;
    return session.createDataFrame(
        rows.mapPartitions(
            some ->
                new CountedRows(
                    new AnsweredRows(some, each, model.value().model(), places), count)),
        schema);
  }

  /** Beside each user the items that it rated in the run's data. */
  private Dataset<Row> withRated(Dataset<Row> users) {
    RunFolder run = plan.request().run();
    StructType item = new StructType().add(RatedFolder.ITEM, DataTypes.StringType);
    StructType lines =
        new StructType()
            .add(RatedFolder.USER, DataTypes.StringType)
            .add(RatedFolder.RATED, DataTypes.createArrayType(item));
    Dataset<Row> rated =
        session
            .read()
            .schema(lines)
            .json(run.model("rated"))
            .select(
                col(RatedFolder.USER).as(RATED_USER),
                col(RatedFolder.RATED).getField(RatedFolder.ITEM).as(RATED));
    Column user = col("`" + plan.columns().inputs().get(0) + "`").cast(DataTypes.StringType);
    return users.join(rated, user.equalTo(col(RATED_USER)), "left").drop(RATED_USER);
  }

  /** Lists in cells as JSON texts, where the format has single values alone. */
  private Dataset<Row> flat(Dataset<Row> scored) {
    if (!plan.request().target().format().isFlat()) {
      return scored;
    }
    Dataset<Row> flat = scored;
    for (StructField field : scored.schema().fields()) {
      if (field.dataType() instanceof ArrayType) {
        flat = flat.withColumn(field.name(), to_json(col(field.name())));
      }
    }
    return flat;
  }
}
