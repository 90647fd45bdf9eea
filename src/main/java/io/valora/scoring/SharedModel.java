package io.valora.scoring;

import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Model of a run that each executor reads from the run's folder once, when its first row comes. */
final class SharedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RunFolder run;
  private final Broadcast<SerializableConfiguration> hadoop;
  private transient Model model;

  SharedModel(RunFolder run, Broadcast<SerializableConfiguration> hadoop) {
    this.run = run;
    this.hadoop = hadoop;
  }

  /** The model, which has predicted its golden rows again. */
  synchronized Model model() {
    if (model == null) {
      model = new ModelFolder(new Storage(hadoop.value().value()), run).model();
    }
    return model;
  }
}
