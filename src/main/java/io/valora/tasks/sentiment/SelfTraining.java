package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;
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
  private SelfTraining() {}

  /**
   * Labels in [0, 1], kept in the run's folder. Texts that validation or test has too are left out.
   *
   * @param sharpness what the teacher's logits are multiplied by
   */
  static Dataset<Row> labeled(StageContext context, SentimentModel teacher, double sharpness) {
    AuxiliaryInput unlabeled = context.taskConfig(SentimentConfig.class).unlabeled().orElseThrow();
    Dataset<Row> texts = context.auxiliary(unlabeled).select(ROW_KEY, TEXT);
    Dataset<Row> held =
        context
            .split("validation")
            .select(TEXT)
            .union(context.split("test").select(TEXT))
            .withColumnRenamed(TEXT, "held");
    String labeled = context.folder().side(unlabeled.name()) + "/labelled";
    teacher
        .score(texts.join(held, texts.col(TEXT).equalTo(held.col("held")), "left_anti"))
        .withColumn(LABEL, sharpened(col(SCORE), sharpness))
        .drop(SCORE)
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
