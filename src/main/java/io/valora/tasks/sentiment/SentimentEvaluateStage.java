package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.baselines.MajorityClass;
import io.valora.baselines.TextBaseline;
import io.valora.evaluation.RowKeys;
import io.valora.evaluation.classification.ClassCounts;
import io.valora.evaluation.classification.ClassificationEvaluation;
import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.evaluation.classification.ClassificationResult;
import io.valora.evaluation.classification.ClassificationWriter;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.EpochLoss;
import io.valora.evaluation.classification.OverfittingVerdict;
import io.valora.evaluation.classification.TextSlices;
import io.valora.evaluation.classification.ThresholdChoice;
import io.valora.features.fit.text.AnalyzedTexts;
import io.valora.features.text.TextAnalyzer;
import io.valora.gates.DefaultGates;
import io.valora.gates.GateResult;
import io.valora.job.DecidingRows;
import io.valora.job.PredictedRows;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TestSummary;
import io.valora.job.TrainingHistory;
import io.valora.model.Output;
import io.valora.models.ModelFolder;
import io.valora.report.RunSections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** The test texts, once: the network beside the baselines, and the report. */
public final class SentimentEvaluateStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    SentimentModel model =
        SentimentModel.read(context.spark(), context.storage(), context.folder(), context.config());
    DecidingRows rows = new DecidingRows(context);
    ClassificationResult result = evaluate(context, model, rows);
    ConfusionCounts counts = result.model().test().confusion();
    context.record().rows().ledger().checkEvaluated(counts.right() + counts.wrong());
    ObjectNode metrics = ClassificationWriter.tree(result);
    List<String> advice =
        new ArrayList<>(
            context.judge(
                gates(result),
                metrics,
                predicted(context, result.model(), result.classes().isMostlyPositive() ? 1 : 0),
                rows));
    advice.addAll(result.advice());
    context.storage().write(context.folder().metricsJson(), metrics.toPrettyString());
    context
        .storage()
        .write(
            context.folder().report(),
            SentimentPage.render(new SentimentReport(RunSections.of(context, advice), result)));
    ObjectNode kept = metrics.retain("task", "test", "baselines", "classes");
    advice.forEach(kept.putArray(TestSummary.VERDICT)::add);
    return new StageResult(
        context.record().withMetrics(kept),
        "%,d of %,d test texts read right"
            .formatted(counts.right(), counts.right() + counts.wrong()));
  }

  private static List<GateResult> gates(ClassificationResult result) {
    ClassificationMetrics test = result.model().test();
    return List.of(
        DefaultGates.finite("log-loss", test.logLoss()),
        DefaultGates.varied(test, result.model().roc()),
        DefaultGates.bothClasses(test.confusion()),
        DefaultGates.noWorse(
            test.confusion(), result.classes().isMostlyPositive(), MajorityClass.NAME));
  }

  private static PredictedRows predicted(
      StageContext context, ClassificationEvaluation evaluation, double simplest) {
    return new PredictedRows(
        () -> context.spark().read().parquet(context.folder().evaluation("predictions")),
        new RowKeys(List.of(TEXT)),
        LABEL,
        SCORE,
        evaluation.threshold(),
        simplest,
        TextSlices.conditions());
  }

  private static ClassificationResult evaluate(
      StageContext context, SentimentModel model, DecidingRows rows) {
    TextAnalyzer terms =
        new TextAnalyzer(context.taskConfig(SentimentConfig.class).baselineTerms());
    Dataset<Row> seen =
        AnalyzedTexts.of(labeled(context, "train").union(labeled(context, "validation")), terms)
            .drop(TEXT)
            .cache();
    Dataset<Row> test = AnalyzedTexts.of(labeled(context, "test"), terms);
    try (SideBySide works = new SideBySide()) {
      Part<ClassificationEvaluation> evaluation = works.start(() -> evaluation(context, model));
      Map<String, Part<ClassificationMetrics>> baselines =
          works.startEach(
              context.taskConfig(SentimentConfig.class).baselines().baselines(),
              TextBaseline::name,
              baseline -> {
                Dataset<Row> answers = baseline.fit(seen).predict(test);
                rows.compare(
                    baseline.name(),
                    answers,
                    () -> predicted(context, evaluation.get(), Double.NaN));
                return ClassificationMetrics.of(answers, Output.HALF);
              });
      Part<ClassCounts> classes = works.start(() -> classes(context));
      return new ClassificationResult(
          evaluation.get(),
          SideBySide.results(baselines),
          overfitting(history(context)),
          classes.get());
    } finally {
      seen.unpersist();
    }
  }

  private static ClassificationEvaluation evaluation(StageContext context, SentimentModel model) {
    var config = context.taskConfig(SentimentConfig.class).evaluation();
    double threshold = config.fixedThreshold().orElseGet(() -> chosenThreshold(context, model));
    keepThreshold(context, threshold);
    String predictions = context.folder().evaluation("predictions");
    Dataset<Row> scored = model.score(labeled(context, "test"));
    scored.write().mode(SaveMode.Overwrite).parquet(predictions);
    return ClassificationEvaluation.of(
        context.spark().read().schema(scored.schema()).parquet(predictions),
        threshold,
        config,
        model.influence());
  }

  /** Lets the model answer with the classes that are evaluated. */
  private static void keepThreshold(StageContext context, double threshold) {
    ModelFolder folder = new ModelFolder(context.storage(), context.folder());
    if (folder.isPlain()) {
      folder.writeThreshold(threshold);
    }
  }

  /** A half where there is no validation split, or the network has learned from it. */
  private static double chosenThreshold(StageContext context, SentimentModel model) {
    Dataset<Row> validation = labeled(context, "validation");
    return context.config().training().refits() || validation.isEmpty()
        ? Output.HALF
        : ThresholdChoice.of(model.score(validation)).threshold();
  }

  private static ClassCounts classes(StageContext context) {
    Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
    for (String part : List.of("train", "validation", "test")) {
      parts.put(part, context.split(part));
    }
    return ClassCounts.of(SentimentModel.names(context.config()), parts);
  }

  private static Dataset<Row> labeled(StageContext context, String split) {
    return context
        .split(split)
        .select(col(ROW_KEY), col(TEXT), col(LABEL).cast("double").as(LABEL));
  }

  private static TrainingHistory history(StageContext context) {
    return TrainingHistory.fromCsv(context.storage().readText(context.folder().history()));
  }

  private static OverfittingVerdict overfitting(TrainingHistory history) {
    return OverfittingVerdict.of(
        history.epochs().stream()
            .map(
                epoch ->
                    new EpochLoss(epoch.epoch(), epoch.train().loss(), epoch.validation().loss()))
            .toList());
  }
}
