package io.valora.prediction.reference;

import static org.apache.spark.sql.functions.col;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.Bins;
import io.valora.model.reference.Measure;
import io.valora.model.reference.NumberBins;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Fit of a {@link Reference}: train cuts the bins, and both splits are counted in them. Exact, and
 * the same for any partitioning of the rows.
 *
 * @param inputs each input in one or more measures
 * @param output of the model; answers in a finite range are counted in {@value #EVEN} bins of one
 *     width, others in deciles of their own
 */
public record ReferenceFit(List<MeasuredColumn> inputs, MeasuredColumn target, Output output) {
  private static final int EVEN = 20;

  /** No column of a job has such a name. */
  private static final String MEASURED = "measured-";

  /**
   * @param train rows with all columns
   * @param validation the same
   * @param model that hasn't learned from validation; adds its answers to rows, and keeps the
   *     columns that it doesn't know
   * @param answer the column of the answers
   */
  public Reference of(
      Dataset<Row> train,
      Dataset<Row> validation,
      UnaryOperator<Dataset<Row>> model,
      String answer) {
    List<MeasuredColumn> columns = new ArrayList<>(inputs);
    columns.add(target);
    Dataset<Row> answered = model.apply(measured(validation, columns));
    List<MeasuredColumn> read = new ArrayList<>(read(columns));
    read.add(MeasuredColumn.number(output.name(), Measure.VALUE, col(answer)));
    Column[] values = read.stream().map(MeasuredColumn::value).toArray(Column[]::new);
    Dataset<Row> kept = answered.select(values).toDF(names(values.length));
    kept.persist(StorageLevel.MEMORY_AND_DISK());
    try (SideBySide works = new SideBySide()) {
      Part<List<BinCut>> cuts = works.start(() -> BinCuts.of(train, columns));
      List<MeasuredColumn> named = read(read);
      Bins answers = bins(named.get(columns.size()), kept);
      return reference(cuts.get(), answers, named, kept);
    } finally {
      kept.unpersist();
    }
  }

  private Reference reference(
      List<BinCut> cuts, Bins answered, List<MeasuredColumn> columns, Dataset<Row> validation) {
    MeasuredColumn answers = columns.get(cuts.size());
    List<Bins> bins = new ArrayList<>(cuts.stream().map(BinCut::bins).toList());
    bins.add(answered);
    SplitCounts split = SplitCounts.of(validation, columns, bins, !output.classes().isEmpty());
    List<BinnedRows> counted = split.rows();
    List<ReferenceColumn> reference =
        IntStream.range(0, cuts.size())
            .mapToObj(i -> column(columns.get(i), cuts.get(i), counted.get(i)))
            .toList();
    return new Reference(
        reference.subList(0, inputs.size()),
        reference.get(inputs.size()),
        new ReferenceColumn(
            answers.name(),
            answers.measure(),
            bins.get(cuts.size()),
            Optional.empty(),
            counted.get(cuts.size())),
        Optional.of(split.errors()));
  }

  private Bins bins(MeasuredColumn answers, Dataset<Row> validation) {
    Range range = output.range();
    return Double.isFinite(range.low()) && Double.isFinite(range.high())
        ? NumberBins.even(range, EVEN)
        : BinCuts.of(validation, List.of(answers)).get(0).bins();
  }

  private static ReferenceColumn column(MeasuredColumn column, BinCut cut, BinnedRows validation) {
    return new ReferenceColumn(
        column.name(), column.measure(), cut.bins(), Optional.of(cut.rows()), validation);
  }

  /** The rows with their measured values beside the columns that a model reads. */
  private static Dataset<Row> measured(Dataset<Row> rows, List<MeasuredColumn> columns) {
    Dataset<Row> measured = rows;
    for (int i = 0; i < columns.size(); i++) {
      measured = measured.withColumn(MEASURED + i, columns.get(i).value());
    }
    return measured;
  }

  /** The same columns in rows of {@link #measured}. */
  private static List<MeasuredColumn> read(List<MeasuredColumn> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i).withValue(col(MEASURED + i)))
        .toList();
  }

  private static String[] names(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> MEASURED + i).toArray(String[]::new);
  }
}
