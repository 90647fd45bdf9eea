package io.valora.features.fit.side;

import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import io.valora.features.side.SideConfig;
import io.valora.features.side.SideFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The entries that a side table can give an id, each with an index. Index 0 is no entry at all: no
 * row of the side table is known. The entries have 1 to {@link #size()}: column by column as
 * configured, bins ascending, other values in ascending order of their UTF-8 bytes.
 */
public final class SideVocabulary {
  /** Index for an id of which no entry is known. */
  public static final int NONE = 0;

  public static final String COLUMN = SideFacts.COLUMN;
  public static final String VALUE = SideFacts.VALUE;
  public static final String INDEX = "index";
  public static final String IDS = "ids";

  /** Entries that the driver sorts and numbers itself, which saves several jobs. */
  private static final int MOST_SMALL = 1 << 16;

  private static final int UNCOUNTED = -1;
  private static final String LOW = "low";
  private static final String HIGH = "high";

  private static final StructType SCHEMA =
      new StructType()
          .add(COLUMN, DataTypes.StringType, false)
          .add(VALUE, DataTypes.StringType, false)
          .add(INDEX, DataTypes.IntegerType, false)
          .add(IDS, DataTypes.LongType, false)
          .add(LOW, DataTypes.DoubleType, true)
          .add(HIGH, DataTypes.DoubleType, true);

  private final Dataset<Row> entries;
  private final Map<String, SideBins> bins;
  private int size;

  private SideVocabulary(Dataset<Row> entries, Map<String, SideBins> bins, int size) {
    this.entries = entries;
    this.bins = Map.copyOf(bins);
    this.size = size;
  }

  /**
   * The entries that at least {@code min-count} ids of these rows have. Quantiles are exact, which
   * takes the distinct numbers of a column on one executor; the driver gets the bins, as many as
   * are configured, and up to {@link #MOST_SMALL} entries. More stay on the executors.
   *
   * @param known rows of the side table whose ids train knows
   */
  static SideVocabulary fit(Dataset<Row> known, SideConfig config) {
    return fit(known, config, MOST_SMALL);
  }

  static SideVocabulary fit(Dataset<Row> known, SideConfig config, int mostSmall) {
    Map<String, SideBins> bins = new HashMap<>();
    for (SideFeature feature : config.features()) {
      if (feature.kind().isBinned()) {
        bins.put(feature.column(), quantiles(known, feature));
      }
    }
    Dataset<Row> counted =
        SideFacts.of(known, config, bins)
            .groupBy(COLUMN, VALUE)
            .agg(countDistinct(SideFacts.ID).as(IDS))
            .filter(col(IDS).geq(config.minCount()));
    SparkSession session = known.sparkSession();
    JavaRDD<Row> found = counted.toJavaRDD();
    List<String> columns = config.features().stream().map(SideFeature::column).toList();
    List<Row> some = new ArrayList<>(found.take(mostSmall + 1));
    if (some.size() <= mostSmall) {
      some.sort(order(columns, bins));
      List<Row> entries =
          IntStream.range(0, some.size()).mapToObj(at -> entry(some.get(at), at, bins)).toList();
      return new SideVocabulary(session.createDataFrame(entries, SCHEMA), bins, entries.size());
    }
    Column column = array_position(lit(columns.toArray(String[]::new)), col(COLUMN));
    JavaRDD<Row> sorted =
        session
            .createDataFrame(found, counted.schema())
            .orderBy(column, binOrder(bins), col(VALUE))
            .toJavaRDD();
    Map<String, SideBins> shipped = new HashMap<>(bins);
    return new SideVocabulary(
        session.createDataFrame(
            sorted.zipWithIndex().map(row -> entry(row._1(), row._2(), shipped)), SCHEMA),
        bins,
        UNCOUNTED);
  }

  /** Reads what {@link #write} wrote. */
  public static SideVocabulary read(SparkSession session, String path) {
    Dataset<Row> entries = session.read().schema(SCHEMA).parquet(path);
    Map<String, TreeSet<Double>> edges = new HashMap<>();
    Column binned = col(LOW).isNotNull().or(col(HIGH).isNotNull());
    for (Row row : entries.filter(binned).select(COLUMN, LOW, HIGH).collectAsList()) {
      TreeSet<Double> found = edges.computeIfAbsent(row.getString(0), column -> new TreeSet<>());
      for (int end = 1; end <= 2; end++) {
        if (!row.isNullAt(end)) {
          found.add(row.getDouble(end));
        }
      }
    }
    Map<String, SideBins> bins = new HashMap<>();
    edges.forEach((column, found) -> bins.put(column, new SideBins(List.copyOf(found))));
    return new SideVocabulary(entries, bins, UNCOUNTED);
  }

  /** Writes Parquet, replacing what is there, and returns the vocabulary that it holds. */
  public SideVocabulary write(String path) {
    entries.write().mode(SaveMode.Overwrite).parquet(path);
    return entries.isLocal() ? this : read(entries.sparkSession(), path);
  }

  /** The number of entries, which is the highest index. */
  public int size() {
    if (size == UNCOUNTED) {
      size = Math.toIntExact(entries.count());
    }
    return size;
  }

  /**
   * One row an entry: {@code column} string, {@code value} string, {@code index} int, {@code ids}
   * long (how many have it), and {@code low} and {@code high} double of a bin, null where it is
   * open.
   */
  public Dataset<Row> entries() {
    return entries;
  }

  /** The bins of a column; one bin of everything where none were fitted. */
  Map<String, SideBins> binsOf(SideConfig config) {
    Map<String, SideBins> all = new HashMap<>();
    for (SideFeature feature : config.features()) {
      if (feature.kind().isBinned()) {
        all.put(feature.column(), bins.getOrDefault(feature.column(), new SideBins(List.of())));
      }
    }
    return all;
  }

  private static SideBins quantiles(Dataset<Row> known, SideFeature feature) {
    double[] shares =
        IntStream.range(1, feature.bins()).mapToDouble(i -> (double) i / feature.bins()).toArray();
    Dataset<Row> numbers = known.select(SideFacts.number(known, feature).as(VALUE));
    Row found = numbers.agg(min(VALUE), percentile(col(VALUE), lit(shares))).first();
    return found.isNullAt(0)
        ? new SideBins(List.of())
        : SideBins.between(found.getDouble(0), found.getList(1));
  }

  /** Sort position of a bin among all bins' names; constant for entries that aren't bins. */
  private static Column binOrder(Map<String, SideBins> bins) {
    Column order = lit(0L);
    for (Map.Entry<String, SideBins> one : bins.entrySet()) {
      Column names = lit(one.getValue().names().toArray(String[]::new));
      order =
          when(col(COLUMN).equalTo(one.getKey()), array_position(names, col(VALUE)))
              .otherwise(order);
    }
    return order;
  }

  private static Comparator<Row> order(List<String> columns, Map<String, SideBins> bins) {
    return Comparator.<Row>comparingInt(row -> columns.indexOf(row.getString(0)))
        .thenComparingInt(row -> bin(row, bins))
        .thenComparing(row -> UTF8String.fromString(row.getString(1)));
  }

  /** Bin of an entry, or -1 for an entry that isn't one. */
  private static int bin(Row row, Map<String, SideBins> bins) {
    SideBins own = bins.get(row.getString(0));
    return own == null ? -1 : own.names().indexOf(row.getString(1));
  }

  private static Row entry(Row row, long place, Map<String, SideBins> bins) {
    SideBins own = bins.get(row.getString(0));
    int bin = bin(row, bins);
    return RowFactory.create(
        row.getString(0),
        row.getString(1),
        Math.toIntExact(place + 1),
        row.getLong(2),
        bin < 0 ? null : own.low(bin),
        bin < 0 ? null : own.high(bin));
  }
}
