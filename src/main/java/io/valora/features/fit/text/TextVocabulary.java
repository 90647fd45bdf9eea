package io.valora.features.fit.text;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;

import io.valora.features.text.TermFile;
import io.valora.features.text.TermFile.Term;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.VocabularyRows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The terms that train knows, each with an index from 1: most texts first, and of as many texts in
 * ascending order of the term's UTF-8 bytes.
 */
public final class TextVocabulary {
  public static final String TERM = "term";
  public static final String INDEX = "index";
  public static final String TEXTS = "texts";
  public static final String POSITIVE_TEXTS = "positive_texts";
  public static final String RATIO = "ratio";

  private static final StructType COUNTED =
      new StructType()
          .add(TERM, DataTypes.StringType, false)
          .add(INDEX, DataTypes.IntegerType, false)
          .add(TEXTS, DataTypes.LongType, false)
          .add(POSITIVE_TEXTS, DataTypes.DoubleType, false);
  private static final StructType SCHEMA = COUNTED.add(RATIO, DataTypes.FloatType, false);

  private final Dataset<Row> entries;
  private final int size;

  private TextVocabulary(Dataset<Row> entries) {
    this.entries = entries;
    this.size = Math.toIntExact(entries.count());
  }

  /**
   * The terms of train. Data that grows with the terms stays on the executors. A configuration that
   * hashes needs none, and gets an empty vocabulary.
   *
   * @param train has {@code text} string, which may be null, and {@code label} in [0, 1]
   */
  public static TextVocabulary fit(Dataset<Row> train, TextConfig config) {
    if (config.hashes()) {
      return new TextVocabulary(train.sparkSession().createDataFrame(List.of(), SCHEMA));
    }
    Dataset<Row> counted = mostFrequent(counts(train, config), config);
    counted.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> rated = counted.withColumn(RATIO, ratio(counted, config.smoothing()));
    rated.persist(StorageLevel.MEMORY_AND_DISK());
    TextVocabulary vocabulary = new TextVocabulary(rated);
    counted.unpersist();
    return vocabulary;
  }

  /** Reads the Parquet of a run that kept its vocabulary so. */
  public static TextVocabulary read(SparkSession session, String path) {
    return new TextVocabulary(session.read().schema(SCHEMA).parquet(path));
  }

  /** Writes {@code terms.jsonl}, see {@link TermFile}; one partition at a time is on the driver. */
  public void write(OutputStream out) throws IOException {
    Iterator<Row> rows = entries.select(TERM, INDEX, RATIO).toLocalIterator();
    TermFile.write(
        new Iterator<>() {
          private int last;

          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Term next() {
            Row row = rows.next();
            if (row.getInt(1) != ++last) {
              throw new IllegalStateException("Terms must come in the order of their index");
            }
            return new Term(row.getString(0), row.getFloat(2));
          }
        },
        out);
  }

  /** Forgets what fitting keeps in memory. */
  public void unpersist() {
    entries.unpersist();
  }

  /** The number of known terms, which is the highest index. */
  public int size() {
    return size;
  }

  /**
   * One row a term: {@code term} string, {@code index} int, {@code texts} long (those of train that
   * have it), {@code positive_texts} double (the sum of their labels), {@code ratio} float, the
   * logarithm of {@code ((positive + s) / |positive + s|) / ((negative + s) / |negative + s|)} with
   * the smoothing s, the norms being sums over all terms.
   */
  public Dataset<Row> entries() {
    return entries;
  }

  /**
   * The encoder of these terms: 16 bytes of each come to the driver.
   *
   * @param config that the vocabulary was fitted with; when it hashes, nothing is read
   */
  public TextEncoder encoder(TextConfig config) {
    return config.hashes() ? TextEncoder.hashed(config) : TextEncoder.of(config, rows());
  }

  private VocabularyRows rows() {
    long[] hashes = new long[size];
    float[] ratios = new float[size];
    entries
        .select(TERM, INDEX, RATIO)
        .toJavaRDD()
        .mapPartitions(HashedEntries::of)
        .collect()
        .forEach(part -> part.copyTo(hashes, ratios));
    return new VocabularyRows(hashes, ratios);
  }

  private static Dataset<Row> counts(Dataset<Row> train, TextConfig config) {
    return train
        .sparkSession()
        .createDataFrame(LabeledTexts.counts(train, config), LabeledTexts.COUNTS);
  }

  private static Dataset<Row> mostFrequent(Dataset<Row> counts, TextConfig config) {
    JavaRDD<Row> rows =
        counts
            .orderBy(col(TEXTS).desc(), col(TERM))
            .toJavaRDD()
            .zipWithIndex()
            .filter(numbered -> numbered._2() < config.vocabularySize())
            .map(TextVocabulary::entry);
    return counts.sparkSession().createDataFrame(rows, COUNTED);
  }

  private static Column ratio(Dataset<Row> counted, double smoothing) {
    Column negativeTexts = col(TEXTS).minus(col(POSITIVE_TEXTS));
    Row sums =
        counted
            .agg(
                coalesce(sum(col(POSITIVE_TEXTS)), lit(0.0)),
                coalesce(sum(negativeTexts), lit(0.0)),
                count(lit(1)))
            .first();
    double added = smoothing * Math.max(1, sums.getLong(2));
    Column positive = col(POSITIVE_TEXTS).plus(smoothing).divide(sums.getDouble(0) + added);
    Column negative = negativeTexts.plus(smoothing).divide(sums.getDouble(1) + added);
    return coalesce(log(positive.divide(negative)).cast(DataTypes.FloatType), lit(0f));
  }

  private static Row entry(Tuple2<Row, Long> numbered) {
    Row row = numbered._1();
    int index = Math.toIntExact(numbered._2() + 1);
    return RowFactory.create(row.getString(0), index, row.getLong(1), row.getDouble(2));
  }
}
