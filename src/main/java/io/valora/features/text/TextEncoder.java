package io.valora.features.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * From texts to the rows of an embedding table and their weights: one function for tables of texts
 * and for a single one. The known terms are held as hashes, {@link VocabularyRows}, and go to each
 * executor once.
 */
public final class TextEncoder implements Serializable {
  public static final String INDICES = "indices";
  public static final String WEIGHTS = "weights";

  private static final long serialVersionUID = 1L;
  private static final String ENCODED = "text_encoded";
  private static final StructType SCHEMA =
      new StructType()
          .add(INDICES, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add(WEIGHTS, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private final TextConfig config;
  private final TextAnalyzer analyzer;
  private final TermRows terms;

  private TextEncoder(TextConfig config, TermRows terms) {
    this.config = config;
    this.analyzer = new TextAnalyzer(config);
    this.terms = terms;
  }

  /**
   * @param vocabulary fitted with this configuration; when that hashes, nothing is read from it
   */
  public static TextEncoder of(TextConfig config, TextVocabulary vocabulary) {
    return new TextEncoder(
        config, config.hashes() ? new HashedRows(config.hashBits()) : vocabulary.rows());
  }

  /** How many rows the embedding table must have: one more than the highest index. */
  public int tableRows() {
    return terms.highest() + 1;
  }

  /** What the terms are. */
  public TextConfig config() {
    return config;
  }

  /** The row of a term, written as the analyzer gives it; 0 when it is unknown. */
  public int rowOf(CharSequence term) {
    return terms.rowOf(TermHash.of(term));
  }

  /**
   * The row of the one term that a word is: in the configured letter case, and {@code !} as the
   * analyzer writes it; 0 when that is unknown or the word is none or several terms.
   */
  public int rowOfWord(String word) {
    List<String> found = analyzer.terms(word);
    return found.size() == 1 ? rowOf(found.get(0)) : TermRows.UNKNOWN;
  }

  /**
   * Adds {@code indices} (array of int) and {@code weights} (array of float), as in {@link
   * EncodedText}, to rows that have {@code text}, which may be null. Keeps every row and column.
   */
  public Dataset<Row> encode(Dataset<Row> rows) {
    Broadcast<TextEncoder> sent =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(this);
    UDF1<String, Row> encoding = text -> sent.value().row(text);
    return rows.withColumn(ENCODED, udf(encoding, SCHEMA).apply(col(TextAnalyzer.TEXT)))
        .withColumn(INDICES, col(ENCODED).getField(INDICES))
        .withColumn(WEIGHTS, col(ENCODED).getField(WEIGHTS))
        .drop(ENCODED);
  }

  /** The same of one text. */
  public EncodedText encode(String text) {
    KnownTerms known = new KnownTerms();
    analyzer.forEachTerm(
        text,
        term -> {
          int row = rowOf(term);
          if (row != TermRows.UNKNOWN) {
            known.add(row);
          }
        });
    return known.encoded(config.weighting(), terms);
  }

  private Row row(String text) {
    EncodedText encoded = encode(text);
    return RowFactory.create(encoded.indices(), encoded.weights());
  }
}
