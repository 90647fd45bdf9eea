package io.valora.tasks.sentiment;

import io.valora.evaluation.classification.WordInfluence;
import io.valora.evaluation.classification.WordWeight;
import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.features.text.EncodedText;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.job.JobConfig;
import io.valora.job.TrainingContext;
import io.valora.networks.RowScorer;
import io.valora.networks.RowSignature;
import io.valora.networks.TrainedNetwork;
import io.valora.prediction.RowPredictions;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.training.RowLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trained sentiment model with its encoder, as stored in a run's {@code model} folder.
 *
 * @param encoder fitted on train
 */
public record SentimentModel(
    SentimentConfig settings, TextEncoder encoder, TowerDesign design, TrainedNetwork network) {
  private static final String NETWORK = "network.zip";
  private static final String SIGNATURE = "signature.json";
  private static final String VOCABULARY = "vocabulary/term";

  /** A text's terms, and how good it is. */
  static final RowLayout LAYOUT =
      new RowLayout(
          "label",
          List.of(RowLayout.TableColumns.bag(EncodedTexts.INDICES, EncodedTexts.WEIGHTS)),
          "");

  /** Fits the vocabulary, and keeps it in place of an earlier one. */
  static TextEncoder fit(TrainingContext context, TextConfig config, Dataset<Row> labeled) {
    TextVocabulary fitted = TextVocabulary.fit(labeled, config);
    return fitted.write(context.fitted().model(VOCABULARY)).encoder(config);
  }

  void write(Storage storage, RunFolder folder) {
    storage.write(folder.model(NETWORK), network.toZip());
    storage.write(folder.model(SIGNATURE), RowSignature.of(design, network.rowScorer()).toJson());
  }

  /**
   * @throws io.valora.base.JobException when the network no longer gives what it did when it was
   *     written
   */
  public static SentimentModel read(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    SentimentConfig settings = config.taskConfig(SentimentConfig.class);
    TextVocabulary vocabulary = TextVocabulary.read(spark, folder.model(VOCABULARY));
    SentimentModel model =
        of(
            config,
            vocabulary.encoder(settings.text()),
            TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK))));
    String signature = folder.model(SIGNATURE);
    RowSignature.fromJson(signature, storage.readText(signature))
        .verify(model.design, model.network.rowScorer());
    return model;
  }

  static SentimentModel of(JobConfig config, TextEncoder encoder, TrainedNetwork network) {
    SentimentConfig settings = config.taskConfig(SentimentConfig.class);
    TowerDesign design =
        settings.network().network(encoder.tableRows(), config.training().optimizer()).design();
    return new SentimentModel(settings, encoder, design, network);
  }

  /** Adds {@code score}, the probability that a text is good. */
  public Dataset<Row> score(Dataset<Row> texts) {
    return new RowPredictions(design, LAYOUT, network)
        .add(EncodedTexts.of(texts, encoder), "score");
  }

  /** The probability that one text is good. */
  public double score(String text) {
    return probability(network.rowScorer(), encoder.encode(text));
  }

  /** The contribution of each weighted word of a text to the logit. */
  WordInfluence influence() {
    TextAnalyzer words = new TextAnalyzer(settings.text());
    RowScorer scorer = network.rowScorer();
    return (text, most) -> {
      EncodedText whole = encoder.encode(text);
      double nothing = logit(scorer, new EncodedText(new int[0], new float[0]));
      double side = Math.signum(logit(scorer, whole));
      List<WordWeight> weights = new ArrayList<>();
      for (String word : new LinkedHashSet<>(words.terms(text))) {
        int place = Arrays.binarySearch(whole.indices(), encoder.encode(word).indices()[0]);
        if (place >= 0) {
          EncodedText alone =
              new EncodedText(
                  new int[] {whole.indices()[place]}, new float[] {whole.weights()[place]});
          weights.add(new WordWeight(word, logit(scorer, alone) - nothing));
        }
      }
      return weights.stream()
          .filter(word -> word.weight() * side > 0)
          .sorted(Comparator.comparingDouble(word -> -Math.abs(word.weight())))
          .limit(most)
          .toList();
    };
  }

  private double probability(RowScorer scorer, EncodedText text) {
    return 1 / (1 + Math.exp(-logit(scorer, text)));
  }

  private double logit(RowScorer scorer, EncodedText text) {
    IndexBatch row = new IndexBatch(design.tables(), 0, 1);
    row.bags(0).add(text.indices(), text.weights(), 0, text.indices().length);
    row.bags(0).endRow();
    row.holds(1);
    float[] output = new float[1];
    scorer.score(row, output);
    return output[0];
  }
}
