package io.valora.ingest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.util.StringUtils;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads the files into staged rows: the lines of a split in a task, or some whole files. */
final class StagedReader {
  private static final String LINE_DELIMITER = "textinputformat.record.delimiter";
  private static final String LONGEST_LINE = "mapreduce.input.linerecordreader.line.maxlength";

  private static final int FILE_TASKS_PER_CORE = 2;

  private final SparkSession session;
  private final ReadPlan plan;

  StagedReader(SparkSession session, ReadPlan plan) {
    this.session = session;
    this.plan = plan;
  }

  /**
   * The staged rows; reading them to the end fills the counts.
   *
   * @param splitBytes how long a split is at most, unless the Hadoop configuration says
   */
  Dataset<Row> rows(SplitLines counts, long splitBytes) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Configuration hadoop = hadoop(spark.hadoopConfiguration(), splitBytes);
    Broadcast<SerializableConfiguration> sent =
        spark.broadcast(new SerializableConfiguration(hadoop));
    JavaRDD<Row> rows =
        plan.layout().format() == FileFormat.FOLDER_PER_CLASS
            ? files(spark, new WholeFileReader(plan, counts, sent))
            : lines(spark, new SplitReader(plan, counts, sent), hadoop);
    return session.createDataFrame(rows, StagedRows.structType(plan.schema()));
  }

  private static JavaRDD<Row> lines(
      JavaSparkContext spark, SplitReader reader, Configuration hadoop) {
    JavaNewHadoopRDD<LongWritable, Text> lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            spark.newAPIHadoopRDD(hadoop, TextInputFormat.class, LongWritable.class, Text.class);
    return lines.mapPartitionsWithInputSplit(reader, false);
  }

  private JavaRDD<Row> files(JavaSparkContext spark, WholeFileReader reader) {
    List<Integer> indices = IntStream.range(0, plan.files().all().size()).boxed().toList();
    int tasks = Math.min(indices.size(), FILE_TASKS_PER_CORE * spark.defaultParallelism());
    return spark.parallelize(indices, tasks).map(reader);
  }

  private Configuration hadoop(Configuration session, long splitBytes) {
    Configuration hadoop = new Configuration(session);
    hadoop.unset(LINE_DELIMITER);
    hadoop.unset(LONGEST_LINE);
    hadoop.setIfUnset(FileInputFormat.SPLIT_MAXSIZE, Long.toString(splitBytes));
    hadoop.set(FileInputFormat.INPUT_DIR, inputDirectories());
    return hadoop;
  }

  private String inputDirectories() {
    return plan.files().globs().stream()
        .map(StringUtils::escapeString)
        .collect(Collectors.joining(","));
  }
}
