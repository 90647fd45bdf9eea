package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.INDICES;
import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;
import static io.valora.schema.Columns.WEIGHTS;

import io.valora.evaluation.classification.ClassNames;
import io.valora.evaluation.classification.WordInfluence;
import io.valora.features.fit.FirstRows;
import io.valora.features.fit.text.CountedTerms;
import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.features.text.EncodedText;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.job.JobConfig;
import io.valora.job.StageContext;
import io.valora.job.TrainingContext;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.EncoderFiles;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.models.TermInfluence;
import io.valora.models.TextModel;
import io.valora.networks.RowScorer;
import io.valora.networks.RowSignature;
import io.valora.networks.TrainedNetwork;
import io.valora.prediction.RowPredictions;
import io.valora.prediction.reference.MeasuredColumn;
import io.valora.prediction.reference.ReferenceFit;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.training.RowLayout;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trained network of a sentiment run, for datasets of texts.
 *
 * @param encoder fitted on train
 */
public record SentimentModel(TextEncoder encoder, TowerDesign design, TrainedNetwork network) {
  private static final String NETWORK = "network.zip";
  private static final int GOLDEN_ROWS = 8;

  /** Where runs kept their terms as Parquet. */
  private static final String VOCABULARY = "vocabulary/term";

  private static final String EARLIER_SIGNATURE = "signature.json";

  /** A text's terms, and how good it is. */
  static final RowLayout LAYOUT =
      new RowLayout(LABEL, List.of(RowLayout.TableColumns.bag(INDICES, WEIGHTS)), "");

  /** Fits the vocabulary, and keeps it in place of an earlier one. */
  static TextEncoder fit(TrainingContext context, TextConfig config, Dataset<Row> labeled) {
    TextVocabulary fitted = TextVocabulary.fit(labeled, config);
    EncoderFiles.write(context.storage(), context.fitted(), config, fitted::write);
    fitted.unpersist();
    return EncoderFiles.text(context.storage(), context.fitted());
  }

  static SentimentModel of(JobConfig config, TextEncoder encoder, TrainedNetwork network) {
    TowerDesign design =
        config
            .taskConfig(SentimentConfig.class)
            .network()
            .network(encoder.tableRows(), config.training().optimizer())
            .design();
    return new SentimentModel(encoder, design, network);
  }

  /** Writes the rest of the {@code model} folder; {@link #fit} wrote the encoder's files. */
  void write(StageContext context) {
    Storage storage = context.storage();
    RunFolder folder = context.folder();
    TextModel model = portable(context.config());
    storage.write(folder.model(NETWORK), network.toZip());
    NetworkFiles.NETWORK.write(storage, folder, model.kernel());
    new ModelFolder(storage, folder)
        .write(model, FirstRows.of(context.split("train"), model.signature().names(), GOLDEN_ROWS));
    storage.delete(folder.model("vocabulary"));
  }

  /** Writes the reference distribution, as a model that hasn't learned from validation rows. */
  void writeReference(StageContext context) {
    Output output = portable(context.config()).signature().output();
    new ModelFolder(context.storage(), context.folder())
        .write(
            new ReferenceFit(MeasuredColumn.text(TEXT), MeasuredColumn.value(output.name()), output)
                .of(
                    counted(context.split("train")),
                    counted(context.split("validation")),
                    this::score,
                    SCORE));
  }

  private Dataset<Row> counted(Dataset<Row> split) {
    return CountedTerms.of(SentimentFit.labeled(split), encoder);
  }

  /**
   * Reads the folder of a run, also of one that kept its terms as Parquet.
   *
   * @throws io.valora.base.JobException when the network no longer gives what it did when it was
   *     written
   */
  public static SentimentModel read(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    TrainedNetwork network = TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK)));
    ModelFolder plain = new ModelFolder(storage, folder);
    if (plain.isPlain()) {
      TextModel portable = TextModel.read(storage, folder, plain.signature());
      SentimentModel model = of(config, portable.encoder(), network);
      portable.signature().verify(portable);
      portable.signature().verify(row -> model.score((String) row[0]));
      return model;
    }
    TextVocabulary vocabulary = TextVocabulary.read(spark, folder.model(VOCABULARY));
    SentimentModel model =
        of(config, vocabulary.encoder(config.taskConfig(SentimentConfig.class).text()), network);
    String signature = folder.model(EARLIER_SIGNATURE);
    RowSignature.fromJson(signature, storage.readText(signature))
        .verify(model.design, network.rowScorer());
    return model;
  }

  /** The same model without Spark and ND4J; has no golden rows yet. */
  public TextModel portable(JobConfig config) {
    ClassNames classes = names(config);
    Signature signature =
        new Signature(
            "sentiment",
            ModelKind.TEXT,
            config.ingest().schema().column(TEXT).stream().toList(),
            new Output(
                LABEL,
                "probability that the text is " + classes.positive(),
                "",
                new Range(0, 1),
                List.of(classes.negative(), classes.positive())),
            List.of());
    return new TextModel(signature, encoder, network.rowKernel());
  }

  /** The classes in the words of the job's files. */
  static ClassNames names(JobConfig config) {
    return config
        .ingest()
        .schema()
        .column(LABEL)
        .map(column -> ClassNames.of(column.values()))
        .orElse(ClassNames.USUAL);
  }

  /** Adds {@code score}, the probability that a text is good. */
  public Dataset<Row> score(Dataset<Row> texts) {
    return new RowPredictions(design, LAYOUT, network).add(EncodedTexts.of(texts, encoder), SCORE);
  }

  /** The probability that one text is good. */
  public double score(String text) {
    return TowerLoss.CROSS_ENTROPY.answer(logit(network.rowScorer(), encoder.encode(text)));
  }

  /** The contribution of each weighted word of a text to the logit. */
  WordInfluence influence() {
    RowScorer scorer = network.rowScorer();
    return new TermInfluence(encoder, text -> logit(scorer, text));
  }

  private float logit(RowScorer scorer, EncodedText text) {
    IndexBatch row = new IndexBatch(design.tables(), 0, 1);
    row.bags(0).add(text.indices(), text.weights(), 0, text.indices().length);
    row.bags(0).endRow();
    row.holds(1);
    float[] output = new float[1];
    scorer.score(row, output);
    return output[0];
  }
}
