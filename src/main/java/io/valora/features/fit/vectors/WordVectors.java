package io.valora.features.fit.vectors;

import static io.valora.schema.Columns.TERMS;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.fit.text.AnalyzedTexts;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.feature.Word2Vec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Vectors of words as a table of their own. */
public final class WordVectors {
  public static final String TERM = "term";
  public static final String VECTOR = "vector";

  private static final String KEY = "text_key";
  private static final StructType SCHEMA =
      new StructType()
          .add(TERM, DataTypes.StringType, false)
          .add(VECTOR, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private final Dataset<Row> entries;

  private WordVectors(Dataset<Row> entries) {
    this.entries = entries;
  }

  /**
   * Trains vectors of the words, not of runs of them, that texts have by the configured analysis.
   *
   * <p>With one partition the vectors are a function of the texts and the two configurations,
   * wherever the texts lie and on however many cores: all are read in the order of their hash. One
   * thing remains Spark's: {@code spark.default.parallelism}, where somebody sets it, decides the
   * order of words that occur equally often. With more partitions each gets the same texts in the
   * same order, but those that one JVM trains at a time write into the same arrays.
   *
   * @param texts have {@code text} string, which may be null; labeled and unlabeled ones alike
   * @throws JobException when no word occurs often enough
   */
  public static WordVectors train(Dataset<Row> texts, TextConfig text, Word2VecConfig config) {
    Word2Vec training =
        new Word2Vec()
            .setInputCol(TERMS)
            .setVectorSize(config.dimension())
            .setWindowSize(config.window())
            .setMinCount(config.minCount())
            .setMaxIter(config.epochs())
            .setNumPartitions(config.partitions())
            .setStepSize(config.learningRate())
            .setMaxSentenceLength(config.maxSentenceLength())
            .setSeed(config.seed());
    try {
      return new WordVectors(
          training
              .fit(inOneOrder(texts, text))
              .getVectors()
              .select(col("word").as(TERM), vector_to_array(col("vector"), "float32").as(VECTOR)));
    } catch (IllegalArgumentException e) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "train vectors of words",
          "no word occurs %d times in the texts (lower features.text.vectors.train.min-count)"
              .formatted(config.minCount()),
          e);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static WordVectors read(SparkSession session, String path) {
    return new WordVectors(session.read().schema(SCHEMA).parquet(path));
  }

  /** Writes Parquet, replacing what is there, and returns the vectors that read it. */
  public WordVectors write(String path) {
    entries.orderBy(TERM).write().mode(SaveMode.Overwrite).parquet(path);
    return read(entries.sparkSession(), path);
  }

  /** One row a word: {@code term} string, {@code vector} array of float. */
  public Dataset<Row> entries() {
    return entries;
  }

  /**
   * The vectors of the encoder's terms; they come to the driver.
   *
   * @throws JobException when no term has one
   */
  public TermVectors of(TextEncoder encoder) {
    Broadcast<TextEncoder> sent =
        JavaSparkContext.fromSparkContext(entries.sparkSession().sparkContext()).broadcast(encoder);
    float[][] byRow = new float[encoder.tableRows()][];
    entries
        .select(TERM, VECTOR)
        .toJavaRDD()
        .mapPartitions(rows -> VectorBlock.of(rows, sent.value()))
        .collect()
        .forEach(block -> block.copyTo(byRow));
    sent.destroy();
    int dimension =
        Arrays.stream(byRow)
            .filter(Objects::nonNull)
            .mapToInt(vector -> vector.length)
            .findFirst()
            .orElseThrow(WordVectors::noTerm);
    return new TermVectors(dimension, byRow);
  }

  private static JobException noTerm() {
    return JobException.cannot(
        Outcome.DATA_REJECTED,
        "start terms at vectors of words",
        "no term of train has one (lower features.text.vectors.train.min-count)");
  }

  private static Dataset<Row> inOneOrder(Dataset<Row> texts, TextConfig text) {
    return AnalyzedTexts.of(texts.select(TEXT), new TextAnalyzer(text.words()))
        .select(xxhash64(col(TEXT)).as(KEY), col(TERMS))
        .filter(size(col(TERMS)).gt(0))
        .repartition(1)
        .sortWithinPartitions(KEY, TERMS);
  }
}
