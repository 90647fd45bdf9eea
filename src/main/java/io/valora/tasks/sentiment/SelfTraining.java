package io.valora.tasks.sentiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;

import io.valora.job.AuxiliaryInput;
import io.valora.job.StageContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Self-training: unlabeled texts get pseudo-labels from a first network, trained on the labeled
 * ones, and the model is trained on both (Lee: Pseudo-Label, ICML 2013 workshop; here with
 * probabilities in place of classes).
 */
final class SelfTraining {
  private static final String TEXT = "text";

  private SelfTraining() {}

  /**
   * Labels in [0, 1], kept in the run's folder. Texts that validation or test has too are left out.
   *
   * @param sharpness what the teacher's logits are multiplied by
   */
  static Dataset<Row> labeled(StageContext context, SentimentModel teacher, double sharpness) {
    AuxiliaryInput unlabeled = context.taskConfig(SentimentConfig.class).unlabeled().orElseThrow();
    Dataset<Row> texts = context.auxiliary(unlabeled).select("row_key", TEXT);
    Dataset<Row> held =
        context
            .split("validation")
            .select(TEXT)
            .union(context.split("test").select(TEXT))
            .withColumnRenamed(TEXT, "held");
    String labeled = context.folder().side(unlabeled.name()) + "/labelled";
    teacher
        .score(texts.join(held, texts.col(TEXT).equalTo(held.col("held")), "left_anti"))
        .withColumn("label", sharpened(col("score"), sharpness))
        .drop("score")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(labeled);
    return context.spark().read().parquet(labeled);
  }

  /** The probability whose logit is as many times that of {@code p}. */
  private static Column sharpened(Column p, double times) {
    Column good = pow(p, lit(times));
    return good.divide(good.plus(pow(lit(1).minus(p), lit(times))));
  }
}
