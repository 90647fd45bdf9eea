package io.valora.ingest;

import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.tables.TableSource;
import io.valora.storage.ListedTextInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads the files into staged rows: a split of a file in a task, or whole files. */
final class StagedReader {
  private static final String LINE_DELIMITER = "textinputformat.record.delimiter";
  private static final String LONGEST_LINE = "mapreduce.input.linerecordreader.line.maxlength";

  static final int TASKS_PER_CORE = 2;
  private static final int MOST_FILE_TASKS = 1_000;

  private final SparkSession session;
  private final ReadPlan plan;
  private final Optional<TableSource> table;

  /**
   * @param table that is read in place of files
   */
  StagedReader(SparkSession session, ReadPlan plan, Optional<TableSource> table) {
    this.table = table;
    this.session = session;
    this.plan = plan;
  }

  /**
   * The staged rows; reading them to the end fills the counts.
   *
   * @param scans of the files
   * @param splitBytes how long a split is at most, unless the Hadoop configuration says
   */
  Dataset<Row> rows(List<FileScan> scans, SplitLines counts, long splitBytes) {
    return session.createDataFrame(
        rdd(scans, counts, splitBytes), StagedRows.structType(plan.schema()));
  }

  /** The same as {@link StagedRows} makes them. */
  JavaRDD<Row> rdd(List<FileScan> scans, SplitLines counts, long splitBytes) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Readers readers =
        new Readers(
            counts,
            spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration())),
            splitBytes);
    return plan.byLayout().stream()
        .map(files -> rows(spark, files, scans, readers))
        .reduce(JavaRDD::union)
        .orElseThrow();
  }

  /** Settings of the readers. */
  private record Readers(
      SplitLines counts, Broadcast<SerializableConfiguration> hadoop, long splitBytes) {}

  /** The rows of files of one layout. */
  private JavaRDD<Row> rows(
      JavaSparkContext spark, ReadPlan.OfLayout files, List<FileScan> scans, Readers readers) {
    FileFormat format = files.plan().layout().format();
    if (format.isTyped()) {
      return new TableReader(session, files, table).rows(readers.counts());
    }
    if (format == FileFormat.FOLDER_PER_CLASS) {
      int tasks = Math.min(files.indices().size(), TASKS_PER_CORE * spark.defaultParallelism());
      return spark
          .parallelize(files.indices(), tasks)
          .map(new WholeFileReader(files.plan(), readers.counts(), readers.hadoop()));
    }
    return records(spark, files, scans, readers);
  }

  /** The files that are split, and the others. */
  private JavaRDD<Row> records(
      JavaSparkContext spark, ReadPlan.OfLayout files, List<FileScan> scans, Readers readers) {
    List<Integer> split = new ArrayList<>();
    List<Integer> whole = new ArrayList<>();
    for (int file : files.indices()) {
      (scans.get(file).reading() == FileScan.Reading.SPLITS ? split : whole).add(file);
    }
    List<JavaRDD<Row>> rows = new ArrayList<>();
    if (!split.isEmpty()) {
      Configuration hadoop = hadoop(spark.hadoopConfiguration(), split, readers.splitBytes());
      rows.add(lines(spark, new SplitReader(files.plan(), readers.counts()), hadoop));
    }
    if (!whole.isEmpty()) {
      FileRows reader = new FileRows(files.plan(), readers.counts(), readers.hadoop());
      rows.add(spark.parallelize(whole, Math.min(whole.size(), MOST_FILE_TASKS)).flatMap(reader));
    }
    return rows.size() == 1 ? rows.get(0) : rows.get(0).union(rows.get(1));
  }

  private static JavaRDD<Row> lines(
      JavaSparkContext spark, SplitReader reader, Configuration hadoop) {
    JavaNewHadoopRDD<LongWritable, Text> lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            spark.newAPIHadoopRDD(hadoop, ListedTextInput.class, LongWritable.class, Text.class);
    return lines.mapPartitionsWithInputSplit(reader, false);
  }

  private Configuration hadoop(Configuration session, List<Integer> files, long splitBytes) {
    Configuration hadoop = new Configuration(session);
    hadoop.unset(LINE_DELIMITER);
    hadoop.unset(LONGEST_LINE);
    hadoop.setIfUnset(FileInputFormat.SPLIT_MAXSIZE, Long.toString(splitBytes));
    ListedTextInput.list(
        hadoop, files.stream().map(index -> plan.files().at(index).path()).toList());
    return hadoop;
  }
}
