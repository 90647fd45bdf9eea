package io.valora.scoring;

import io.valora.model.Model;
import io.valora.models.ExplainedText;
import io.valora.models.TextModel;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Probability and class of a text, and the words that weigh most. */
record TextAnswers() implements RowAnswers {
  /** Words shown of a text. */
  static final int WORDS = 5;

  private static final StructType WORD =
      new StructType()
          .add("word", DataTypes.StringType, false)
          .add("weight", DataTypes.DoubleType, false);

  @Override
  public List<StructField> fields() {
    return List.of(
        DataTypes.createStructField("probability", DataTypes.DoubleType, false),
        DataTypes.createStructField("class", DataTypes.StringType, false),
        DataTypes.createStructField("words", DataTypes.createArrayType(WORD, false), false));
  }

  @Override
  public List<Object[]> to(Object[] inputs, Model model) {
    ExplainedText explained = ((TextModel) model).explain((String) inputs[0], WORDS);
    Row[] words =
        explained.words().stream()
            .map(word -> RowFactory.create(word.word(), word.weight()))
            .toArray(Row[]::new);
    return List.<Object[]>of(
        new Object[] {
          explained.prediction().value(), explained.prediction().label().orElseThrow(), words
        });
  }
}
