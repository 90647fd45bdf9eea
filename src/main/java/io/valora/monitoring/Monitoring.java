package io.valora.monitoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.monitoring.LogCounts.Label;
import io.valora.monitoring.MonitorRequest.Files;
import io.valora.monitoring.states.MonitoredState;
import io.valora.prediction.SharedModel;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** One monitoring on Spark: rows in, counts by day out. No row reaches the driver. */
public final class Monitoring {
  private static final StructType LABELS =
      new StructType()
          .add("time", DataTypes.StringType)
          .add("prediction", DataTypes.StringType)
          .add("label", DataTypes.StringType);

  private final SparkSession session;
  private final Storage storage;
  private final MonitorPlan plan;
  private final Broadcast<SharedModel> model;
  private final Broadcast<String> reference;

  private Monitoring(SparkSession session, Storage storage, MonitorPlan plan) {
    this.session = session;
    this.storage = storage;
    this.plan = plan;
    this.model = SharedModel.of(session, plan.request().run());
    this.reference =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .broadcast(plan.reference().toJson());
  }

  /**
   * Counts the plan's rows and writes nothing but the quarantine.
   *
   * @throws JobException when the files are refused, or none of their rows has a day
   */
  public static MonitoredRows run(SparkSession session, Storage storage, MonitorPlan plan) {
    Monitoring monitoring = new Monitoring(session, storage, plan);
    MonitoredRows rows =
        plan.request().rows() instanceof Files ? monitoring.ofTable() : monitoring.ofLog();
    if (rows.state().days().isEmpty()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "monitor run " + plan.request().run().runId(),
          "none of the rows can be counted: %s".formatted(rows.state().fates()));
    }
    return rows;
  }

  private MonitoredRows ofTable() {
    MonitorColumns columns = plan.columns();
    TableCounts counts =
        new TableCounts(
            model, reference, plan.shape(), columns.inputs(), columns.truth(), columns.day());
    AtomicReference<MonitoredState> state = new AtomicReference<>();
    String folder = plan.request().output();
    IngestConfig config =
        plan.request()
            .config()
            .ingest()
            .forScoring(((Files) plan.request().rows()).files(), columns.schema());
    IngestResult read =
        Ingest.pass(
            session,
            new IngestInput(
                config,
                plan.files(),
                new IngestFolders(folder + "/staging", folder + "/typed", folder + "/quarantine"),
                columns.dispensable()),
            rows -> state.set(merged(rows.mapPartitions(counts::of))));
    storage.delete(folder + "/staging");
    return new MonitoredRows(state.get(), read.read(), read.quarantined(), read.counts().dropped());
  }

  private MonitoredRows ofLog() {
    LogCounts counts =
        new LogCounts(
            model,
            reference,
            plan.shape(),
            plan.request().run().runId(),
            MonitorPlan.target(plan.request(), plan.signature()).stream().toList());
    JavaRDD<String> lines =
        session
            .read()
            .textFile(plan.files().stream().map(SourceFile::path).toArray(String[]::new))
            .toJavaRDD();
    MonitoredState state =
        merged(
            lines
                .mapToPair(line -> new Tuple2<>(LogCounts.id(line), line))
                .cogroup(labels())
                .mapPartitions(counts::of));
    return new MonitoredRows(state, state.lines(), 0, 0);
  }

  /** True answers by the prediction that they are of. */
  private JavaPairRDD<String, Label> labels() {
    if (plan.labels().isEmpty()) {
      return JavaSparkContext.fromSparkContext(session.sparkContext())
          .<Tuple2<String, Label>>emptyRDD()
          .mapToPair(none -> none);
    }
    List<String> tables = plan.labels().stream().filter(Monitoring::isTable).toList();
    List<String> logs = plan.labels().stream().filter(file -> !isTable(file)).toList();
    // Each has a header of its own.
    Optional<Dataset<Row>> ofTables =
        tables.stream()
            .map(file -> named(session.read().option("header", "true").csv(file)))
            .reduce(Dataset::union);
    Optional<Dataset<Row>> ofLogs =
        logs.isEmpty()
            ? Optional.empty()
            : Optional.of(session.read().schema(LABELS).json(logs.toArray(String[]::new)));
    Dataset<Row> all =
        ofTables.isPresent() && ofLogs.isPresent()
            ? ofTables.get().union(ofLogs.get())
            : ofTables.or(() -> ofLogs).orElseThrow();
    return all.toJavaRDD()
        .filter(row -> !row.isNullAt(1) && !row.isNullAt(2))
        .mapToPair(
            row ->
                new Tuple2<>(
                    row.getString(1),
                    new Label(row.isNullAt(0) ? "" : row.getString(0), row.getString(2))));
  }

  /** With the columns of {@link #LABELS}; a table may lack the time. */
  private static Dataset<Row> named(Dataset<Row> table) {
    List<String> names = List.of(table.columns());
    if (!names.contains("prediction") || !names.contains("label")) {
      throw JobException.invalid(
          "--labels",
          String.join(", ", names),
          "must be a table with the columns prediction, label");
    }
    String time = names.contains("time") ? "time" : "cast(null as string) as time";
    return table.selectExpr(time, "prediction", "label");
  }

  private static boolean isTable(String file) {
    return file.endsWith(".csv") || file.endsWith(".csv.gz");
  }

  /** The sum of the partitions' counts. */
  private MonitoredState merged(JavaRDD<MonitoredState> states) {
    return states.getNumPartitions() == 0
        ? new MonitoredState(plan.shape())
        : states.reduce(MonitoredState::merge);
  }
}
