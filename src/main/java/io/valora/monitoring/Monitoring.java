package io.valora.monitoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.feedback.LabelRule;
import io.valora.feedback.LogFiles;
import io.valora.feedback.ToldLabels;
import io.valora.feedback.ToldLabels.Told;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.monitoring.MonitorRequest.Files;
import io.valora.monitoring.MonitorRequest.Log;
import io.valora.monitoring.states.MonitoredState;
import io.valora.prediction.SharedModel;
import io.valora.storage.Storage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** One monitoring on Spark: rows in, counts by day out. No row reaches the driver. */
public final class Monitoring {
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
    Log log = (Log) plan.request().rows();
    LogCounts counts =
        new LogCounts(
            model,
            reference,
            plan.shape(),
            plan.request().run().runId(),
            LabelRule.find(storage, plan.request().run()).orElseThrow());
    JavaPairRDD<String, Told> labels =
        new ToldLabels(session, storage)
            .read(log.feedback(), log.labels())
            .mapToPair(told -> new Tuple2<>(told.prediction(), told));
    MonitoredState state =
        merged(
            LogFiles.raw(session)
                .textFile(plan.files().stream().map(SourceFile::path).toArray(String[]::new))
                .toJavaRDD()
                .mapToPair(line -> new Tuple2<>(LogCounts.id(line), line))
                .cogroup(labels)
                .mapPartitions(counts::of));
    return new MonitoredRows(state, state.lines(), 0, 0);
  }

  /** The sum of the partitions' counts. */
  private MonitoredState merged(JavaRDD<MonitoredState> states) {
    return states.getNumPartitions() == 0
        ? new MonitoredState(plan.shape())
        : states.reduce(MonitoredState::merge);
  }
}
