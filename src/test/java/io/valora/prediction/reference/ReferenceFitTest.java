package io.valora.prediction.reference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.BinningState;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.Measure;
import io.valora.model.reference.NumberBins;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import io.valora.testing.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Splits of every kind of column, counted by Spark and by hand. */
class ReferenceFitTest {
  private static final int TRAIN = 997;
  private static final int VALIDATION = 211;
  private static final StructType SCHEMA =
      new StructType()
          .add("many", DataTypes.DoubleType)
          .add("tied", DataTypes.IntegerType)
          .add("same", DataTypes.LongType)
          .add("never", DataTypes.DoubleType)
          .add("time", DataTypes.TimestampType)
          .add("shop", DataTypes.StringType)
          .add("target", DataTypes.FloatType);
  private static final List<MeasuredColumn> INPUTS =
      List.of(
          MeasuredColumn.value("many"),
          MeasuredColumn.value("tied"),
          MeasuredColumn.value("same"),
          MeasuredColumn.value("never"),
          MeasuredColumn.value("time"),
          MeasuredColumn.category("shop"),
          MeasuredColumn.fixed("shop", Measure.KNOWN, col("shop"), List.of("shop 1", "nowhere")));

  private static List<Row> train;
  private static List<Row> validation;
  private static Reference reference;

  @BeforeAll
  static void count() {
    Random random = new Random(11);
    train = rows(TRAIN, random);
    validation = rows(VALIDATION, random);
    reference = reference(Range.ALL, 2);
  }

  @Test
  void everyColumnCountsEveryRowForAnyPartitioning() {
    assertThat(reference(Range.ALL, 1)).isEqualTo(reference);
    assertThat(reference(Range.ALL, 5).toJson()).isEqualTo(reference.toJson());
    assertThat(reference.inputs())
        .allSatisfy(
            column -> {
              assertThat(column.train().orElseThrow().rows()).isEqualTo(TRAIN);
              assertThat(column.validation().rows()).isEqualTo(VALIDATION);
            });
    assertThat(reference.answer().validation().rows()).isEqualTo(VALIDATION);
  }

  @Test
  void numbersOfManyValuesAreCutAtTheirExactDeciles() {
    List<Double> sorted = numbers(train, 0).stream().sorted().toList();
    List<Double> deciles =
        IntStream.rangeClosed(1, 10)
            .mapToObj(k -> sorted.get((k * sorted.size() + 9) / 10 - 1))
            .toList();
    ReferenceColumn many = reference.inputs().get(0);

    assertThat(many.bins()).isEqualTo(new NumberBins(sorted.get(0), deciles));
    assertThat(many.train()).contains(counted(many, train, 0));
    assertThat(many.validation()).isEqualTo(counted(many, validation, 0));
    assertThat(many.train().orElseThrow().missing()).isPositive();
  }

  @Test
  void numbersOfFewValuesHaveABinEachAndAConstantHasOne() {
    ReferenceColumn tied = reference.inputs().get(1);
    ReferenceColumn same = reference.inputs().get(2);

    assertThat(tied.bins()).isEqualTo(new NumberBins(0, List.of(0.0, 1.0, 2.0, 3.0)));
    assertThat(tied.train()).contains(counted(tied, train, 1));
    assertThat(same.bins()).isEqualTo(new NumberBins(7, List.of(7.0)));
    assertThat(same.train()).contains(new BinnedRows(List.of(0L, (long) TRAIN, 0L), 0, 0));
  }

  @Test
  void aNumberThatSeveralDecilesFallOnHasABinOfItsOwn() {
    List<Row> shares =
        IntStream.range(0, 100).mapToObj(i -> RowFactory.create(i < 15 ? i / 20.0 : 1.0)).toList();
    StructType schema = new StructType().add("share", DataTypes.DoubleType);
    BinCut cut =
        BinCuts.of(
                LocalSpark.session().createDataFrame(shares, schema),
                List.of(MeasuredColumn.value("share")))
            .get(0);

    assertThat(cut.bins()).isEqualTo(new NumberBins(0, List.of(0.45, 0.7, 1.0)));
    assertThat(cut.rows()).isEqualTo(new BinnedRows(List.of(0L, 10L, 5L, 85L, 0L), 0, 0));
  }

  @Test
  void aColumnWithoutValuesInTrainHasNoBins() {
    ReferenceColumn never = reference.inputs().get(3);

    assertThat(never.bins()).isEqualTo(NumberBins.EMPTY);
    assertThat(never.train()).contains(new BinnedRows(List.of(), 0, TRAIN));
  }

  @Test
  void timesAreSecondsSince1970() {
    ReferenceColumn time = reference.inputs().get(4);

    assertThat(((NumberBins) time.bins()).upper()).last().isEqualTo(86_400.5 * 30);
    assertThat(time.bins().size()).isEqualTo(12);
  }

  @Test
  void theFiftyCategoriesOfMostRowsHaveABinEach() {
    ReferenceColumn shop = reference.inputs().get(5);
    ReferenceColumn fixed = reference.inputs().get(6);
    long first = train.stream().filter(row -> "shop 0".equals(row.getString(5))).count();

    assertThat(((CategoryBins) shop.bins()).categories()).hasSize(50).startsWith("shop 0");
    assertThat(shop.train().orElseThrow().bins()).startsWith(first);
    assertThat(shop.train().orElseThrow().other()).isPositive();
    assertThat(shop.train()).contains(counted(shop, train, 5));
    assertThat(fixed.bins()).isEqualTo(new CategoryBins(List.of("shop 1", "nowhere")));
    assertThat(fixed.train()).contains(counted(fixed, train, 5));
    assertThat(fixed.validation()).isEqualTo(counted(fixed, validation, 5));
  }

  @Test
  void answersInAFiniteRangeAreCountedInEvenBinsAndOthersInDeciles() {
    ReferenceColumn even = reference(new Range(0, 1), 2).answer();

    assertThat(even.bins()).isEqualTo(NumberBins.even(new Range(0, 1), 20));
    assertThat(even.validation().bins()).hasSize(22);
    assertThat(even.train()).isEmpty();
    assertThat(reference.answer().bins().size()).isEqualTo(12);
    assertThat(reference.answer().validation().bins()).startsWith(0L).endsWith(0L);
  }

  @Test
  void anAnswerThatIsNoNumberIsMissing() {
    Reference none = fit(Range.ALL, 1, rows -> rows.withColumn("score", lit(Double.NaN)));

    assertThat(none.answer().bins()).isEqualTo(NumberBins.EMPTY);
    assertThat(none.answer().validation().missing()).isEqualTo(VALIDATION);
  }

  @Test
  void anEmptyValidationSplitCountsNoRows() {
    List<Row> kept = validation;
    validation = List.of();
    try {
      Reference empty = reference(Range.ALL, 1);
      assertThat(empty.answer().validation().rows()).isZero();
      assertThat(empty.target().train().orElseThrow().rows()).isEqualTo(TRAIN);
    } finally {
      validation = kept;
    }
  }

  private static Reference reference(Range range, int partitions) {
    return fit(range, partitions, rows -> rows.withColumn("score", col("many").divide(100)));
  }

  private static Reference fit(Range range, int partitions, UnaryOperator<Dataset<Row>> model) {
    Output output = new Output("target", "predicted target", "", range, List.of());
    return new ReferenceFit(INPUTS, MeasuredColumn.value("target"), output)
        .of(dataset(train, partitions), dataset(validation, partitions), model, "score");
  }

  private static Dataset<Row> dataset(List<Row> rows, int partitions) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  private static BinnedRows counted(ReferenceColumn column, List<Row> rows, int cell) {
    BinningState state = new BinningState(column.bins());
    rows.forEach(row -> state.add(row.get(cell)));
    return state.result();
  }

  private static List<Double> numbers(List<Row> rows, int cell) {
    return rows.stream()
        .flatMap(row -> Optional.<Double>ofNullable(row.getAs(cell)).stream())
        .toList();
  }

  private static List<Row> rows(int count, Random random) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int day = i % 31;
      int shop = (int) Math.abs(random.nextGaussian() * 30);
      rows.add(
          RowFactory.create(
              i % 13 == 5 ? null : random.nextDouble() * 100,
              i == 0 ? 0 : random.nextInt(4),
              7L,
              null,
              Timestamp.from(Instant.ofEpochMilli(86_400_500L * day)),
              i % 17 == 0 ? null : "shop " + (i % 3 == 0 ? 0 : shop),
              i % 5 / 2f));
    }
    return rows;
  }
}
