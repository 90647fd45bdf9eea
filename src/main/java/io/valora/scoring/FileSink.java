package io.valora.scoring;

import io.valora.storage.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Scored rows as files in a folder. */
record FileSink(Storage storage, ScoreTarget target) implements ScoreSink {
  @Override
  public void write(Dataset<Row> scored) {
    target.format().write(scored.write().mode(SaveMode.Overwrite), written());
  }

  @Override
  public void publish(long rows) {
    storage.delete(target.scores());
    storage.move(written(), target.scores());
  }

  private String written() {
    return target.attempt() + "/scores";
  }
}
