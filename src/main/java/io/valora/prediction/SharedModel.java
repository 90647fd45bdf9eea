package io.valora.prediction;

import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Model of a run that each executor reads from the run's folder once, when its first row comes. */
public final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RunFolder run;
  private final Broadcast<SerializableConfiguration> hadoop;
  private transient Model model;

  private SharedModel(RunFolder run, Broadcast<SerializableConfiguration> hadoop) {
    this.run = run;
    this.hadoop = hadoop;
  }

  /** For the executors of a session. */
  public static Broadcast<SharedModel> of(SparkSession session, RunFolder run) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    return spark.broadcast(
        new SharedModel(
            run, spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()))));
  }

  /** The model, which has predicted its golden rows again. */
  public synchronized Model model() {
    if (model == null) {
      model = new ModelFolder(new Storage(hadoop.value().value()), run).model();
    }
    return model;
  }
}
