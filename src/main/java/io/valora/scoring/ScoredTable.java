package io.valora.scoring;

import static io.valora.scoring.ScoreColumns.quoted;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.to_json;

import io.valora.models.RatedFolder;
import io.valora.storage.RunFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
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
import org.apache.spark.util.SerializableConfiguration;

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
      return new ListAnswers(plan.request().lists().get());
    }
    return switch (plan.signature().kind()) {
      case PAIR -> new PairAnswers();
      case TEXT -> new TextAnswers();
      case TABLE -> new ValueAnswers();
    };
  }

  /**
   * The columns of the files, but those without any value that aren't inputs, and the answers.
   *
   * @param typed of the plan's columns
   */
  Dataset<Row> of(Dataset<Row> typed) {
    List<Column> selected = new ArrayList<>();
    plan.columns().inputs().forEach(input -> selected.add(quoted(input)));
    Dataset<Row> rows = typed;
    if (plan.request().lists().isPresent()) {
      rows = withRated(typed);
      selected.add(col(RATED));
    }
    int inputs = selected.size();
    List<String> names = answers.fields().stream().map(StructField::name).toList();
    selected.addAll(Arrays.asList(plan.columns().selection(found(typed), names)));
    Dataset<Row> read = rows.select(selected.toArray(Column[]::new));
    StructType shown = new StructType();
    for (StructField field :
        Arrays.asList(read.schema().fields()).subList(inputs, selected.size())) {
      shown = shown.add(field);
    }
    for (StructField field : answers.fields()) {
      shown = shown.add(field);
    }
    return flat(answered(read, inputs, shown));
  }

  private Dataset<Row> answered(Dataset<Row> read, int inputs, StructType shown) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    Broadcast<SharedModel> model = spark.broadcast(new SharedModel(plan.request().run(), hadoop));
    RowAnswers each = answers;
    LongAccumulator count = written;
    int columns = inputs;
    return session.createDataFrame(
        read.toJavaRDD()
            .mapPartitions(
                rows -> {
                  AnsweredRows answered =
                      new AnsweredRows(rows, each, model.value().model(), columns);
                  return new CountedRows(answered, count);
                }),
        shown);
  }

  /** Columns that hold a value somewhere, and the inputs. */
  private List<String> found(Dataset<Row> typed) {
    List<String> names = plan.columns().schema().names();
    List<String> dispensable =
        names.stream().filter(plan.columns().dispensable()::contains).toList();
    if (dispensable.isEmpty()) {
      return names;
    }
    Column[] there =
        dispensable.stream().map(name -> max(quoted(name).isNotNull())).toArray(Column[]::new);
    Row any = typed.select(there).first();
    return names.stream()
        .filter(
            name ->
                !dispensable.contains(name)
                    || Boolean.TRUE.equals(any.get(dispensable.indexOf(name))))
        .toList();
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
    Column user = quoted(plan.columns().inputs().get(0)).cast(DataTypes.StringType);
    return users.join(rated, user.equalTo(col(RATED_USER)), "left");
  }

  /** Lists in cells as JSON texts, where the format has single values alone. */
  private Dataset<Row> flat(Dataset<Row> scored) {
    if (!plan.request().target().format().isFlat()) {
      return scored;
    }
    Dataset<Row> flat = scored;
    for (StructField field : scored.schema().fields()) {
      if (field.dataType() instanceof ArrayType) {
        flat = flat.withColumn(field.name(), to_json(quoted(field.name())));
      }
    }
    return flat;
  }
}
