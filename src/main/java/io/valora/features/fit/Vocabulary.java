package io.valora.features.fit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * The ids of one column that train or a side table knows, each with an index. Index 0 is every
 * other id; the known ones have 1 to {@link #size()} in ascending order of the id's UTF-8 bytes, so
 * that an embedding table has {@code size() + 1} rows.
 */
public final class Vocabulary {
  /** Index of every other id. */
  public static final int UNKNOWN = 0;

  public static final String ID = "id";
  public static final String INDEX = "index";
  public static final String COUNT = "count";

  private static final String KEY = "vocabulary-key";
  private static final String FOUND = "vocabulary-found";

  private static final StructType SCHEMA =
      new StructType()
          .add(ID, DataTypes.StringType, false)
          .add(INDEX, DataTypes.IntegerType, false)
          .add(COUNT, DataTypes.LongType, false);

  private final Dataset<Row> entries;
  private Optional<SmallVocabulary> small;
  private int size;

  private Vocabulary(Dataset<Row> entries) {
    this(entries, null, 0);
  }

  /**
   * @param small of the same entries; null when nobody has looked yet
   */
  private Vocabulary(Dataset<Row> entries, Optional<SmallVocabulary> small, int size) {
    this.entries = entries;
    this.small = small;
    this.size = size;
  }

  /**
   * The ids of {@code column} that at least {@code minCount} rows of train have. Nulls are unknown.
   * Data that grows with the ids stays on the executors.
   */
  public static Vocabulary fit(Dataset<Row> train, String column, int minCount) {
    return of(counted(train, column, minCount));
  }

  /**
   * The same, and the ids of a side table, with which train may have no row.
   *
   * @param others {@code id}
   */
  public static Vocabulary fit(
      Dataset<Row> train, String column, int minCount, Dataset<Row> others) {
    Column id = col(ID).cast(DataTypes.StringType).as(ID);
    Dataset<Row> untrained = others.filter(col(ID).isNotNull()).select(id, lit(0L).as(COUNT));
    return of(
        counted(train, column, minCount).union(untrained).groupBy(ID).agg(max(COUNT).as(COUNT)));
  }

  private static Dataset<Row> counted(Dataset<Row> train, String column, int minCount) {
    return train
        .filter(col(column).isNotNull())
        .groupBy(col(column).cast(DataTypes.StringType).as(ID))
        .agg(count(lit(1)).as(COUNT))
        .filter(col(COUNT).geq(minCount));
  }

  private static Vocabulary of(Dataset<Row> counted) {
    SparkSession session = counted.sparkSession();
    JavaRDD<Row> found = counted.toJavaRDD();
    List<Row> some = new ArrayList<>(found.take(SmallVocabulary.MOST + 1));
    if (some.size() <= SmallVocabulary.MOST) {
      some.sort(Comparator.comparing(row -> UTF8String.fromString(row.getString(0))));
      List<Row> entries =
          IntStream.range(0, some.size()).mapToObj(i -> entry(some.get(i), i)).toList();
      return new Vocabulary(
          session.createDataFrame(entries, SCHEMA),
          Optional.of(SmallVocabulary.of(session, entries)),
          entries.size());
    }
    JavaRDD<Row> sorted =
        session.createDataFrame(found, counted.schema()).orderBy(col(ID)).toJavaRDD();
    return new Vocabulary(
        session.createDataFrame(
            sorted.zipWithIndex().map(numbered -> entry(numbered._1(), numbered._2())), SCHEMA));
  }

  /** Reads what {@link #write} wrote. */
  public static Vocabulary read(SparkSession session, String path) {
    return new Vocabulary(session.read().schema(SCHEMA).parquet(path));
  }

  /** Writes Parquet, replacing what is there, and returns the vocabulary that it holds. */
  public Vocabulary write(String path) {
    entries.write().mode(SaveMode.Overwrite).parquet(path);
    return entries.isLocal() ? this : read(entries.sparkSession(), path);
  }

  /** The number of known ids, which is the highest index; counted once. */
  public int size() {
    small();
    return size;
  }

  private synchronized Optional<SmallVocabulary> small() {
    if (small == null) {
      small = SmallVocabulary.of(entries);
      size = small.map(SmallVocabulary::size).orElseGet(() -> Math.toIntExact(entries.count()));
    }
    return small;
  }

  /** One row an id: {@code id} string, {@code index} int, {@code count} long (rows of train). */
  public Dataset<Row> entries() {
    return entries;
  }

  /** The known ids in the order of their indices; of a large vocabulary a partition at a time. */
  public Iterator<String> ids() {
    if (small().isPresent()) {
      return small().get().inOrder();
    }
    Iterator<Row> rows = entries.select(ID, INDEX).orderBy(INDEX).toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public String next() {
        return rows.next().getString(0);
      }
    };
  }

  /**
   * Adds the index of the id in {@code idColumn} as {@code indexColumn}, {@link #UNKNOWN} where the
   * id isn't known. Keeps every row.
   */
  public Dataset<Row> index(Dataset<Row> rows, String idColumn, String indexColumn) {
    if (small().isPresent()) {
      return with(rows, small().get().index(idColumn).as(indexColumn));
    }
    Column index = coalesce(col(FOUND), lit(UNKNOWN)).as(indexColumn);
    return found(rows, idColumn, entries.select(col(ID).as(KEY), col(INDEX).as(FOUND)), index);
  }

  /** The same, but {@link #UNKNOWN} also where train has no row with the id. */
  public Dataset<Row> indexTrained(Dataset<Row> rows, String idColumn, String indexColumn) {
    return new Vocabulary(entries.where(col(COUNT).gt(0))).index(rows, idColumn, indexColumn);
  }

  /**
   * Adds the id at the index in {@code indexColumn} as {@code idColumn}, null for {@link #UNKNOWN}.
   * Keeps every row.
   */
  public Dataset<Row> restore(Dataset<Row> rows, String indexColumn, String idColumn) {
    if (small().isPresent()) {
      return with(rows, small().get().id(indexColumn).as(idColumn));
    }
    Column id = col(FOUND).as(idColumn);
    return found(rows, indexColumn, entries.select(col(INDEX).as(KEY), col(ID).as(FOUND)), id);
  }

  private static Dataset<Row> found(
      Dataset<Row> rows, String column, Dataset<Row> table, Column result) {
    return with(
        rows.join(table, rows.col(column).equalTo(table.col(KEY)), "left"), rows.columns(), result);
  }

  private static Dataset<Row> with(Dataset<Row> rows, Column added) {
    return with(rows, rows.columns(), added);
  }

  private static Dataset<Row> with(Dataset<Row> rows, String[] columns, Column added) {
    return rows.select(
        Stream.concat(Arrays.stream(columns).map(name -> col(name)), Stream.of(added))
            .toArray(Column[]::new));
  }

  private static Row entry(Row counted, long place) {
    int index = Math.toIntExact(place + 1);
    return RowFactory.create(counted.getString(0), index, counted.getLong(1));
  }
}
