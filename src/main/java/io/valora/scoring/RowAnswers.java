package io.valora.scoring;

import io.valora.model.Model;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/** Answers to a row of a file as columns. */
interface RowAnswers extends Serializable {
  /** Columns of an answer. */
  List<StructField> fields();

  /**
   * The answers to a row, one value a column each.
   *
   * @param inputs as {@link Model#predict(Object[])} takes them; of lists the user alone, with the
   *     items that it rated
   */
  List<Object[]> to(Object[] inputs, Model model);
}
