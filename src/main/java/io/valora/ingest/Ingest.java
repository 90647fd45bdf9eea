package io.valora.ingest;

import static io.valora.schema.Columns.PART;
import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.JobException;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.tables.TableDigest;
import io.valora.ingest.tables.TableFailures;
import io.valora.lineage.FolderDigests;
import io.valora.lineage.InputFile;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of text once and parts their rows: the typed ones go to Parquet, the others to the
 * quarantine. Rows, line numbers and counts are the same however the files are split.
 */
public final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
  private static final long SMALLEST_SPLIT_BYTES = 4L << 20;
  private static final long LARGEST_SPLIT_BYTES = 128L << 20;

  private final SparkSession session;
  private final IngestInput input;
  private final SourceFiles files;
  private final TableSchema schema;
  private final DataRejection rejection;

  private Ingest(SparkSession session, IngestInput input) {
    this.session = session;
    this.input = input;
    this.files = new SourceFiles(input.files());
    this.schema = input.config().schema();
    this.rejection = new DataRejection(input);
  }

  /**
   * Reads the files and writes the three folders.
   *
   * @throws JobException when a file can't be read, there are no rows, or too many are bad; in the
   *     last case the quarantine has been written
   */
  public static IngestResult run(SparkSession session, IngestInput input) {
    return unwrapped(input, new Ingest(session, input)::run);
  }

  /**
   * Reads the files once and hands the typed rows on, which are kept nowhere; then writes the
   * quarantine. Duplicates stay.
   *
   * @param use reads all rows, of the declared columns, once and in one stage
   * @throws JobException as {@link #run}
   */
  public static IngestResult pass(
      SparkSession session, IngestInput input, Consumer<JavaRDD<Row>> use) {
    return unwrapped(input, () -> new Ingest(session, input).pass(use));
  }

  private IngestResult pass(Consumer<JavaRDD<Row>> use) {
    List<FileScan> scans = scans();
    SplitLines counts = counts();
    PassedRows passed = new PassedRows();
    session.sparkContext().register(passed, "rows of each partition");
    TableSchema columns = schema;
    JavaRDD<Row> staged = reader(scans).rdd(scans, counts, splitBytes(scans));
    use.accept(staged.mapPartitions(rows -> new TypedRows(rows, columns, passed)));
    long read = counts.rows() - passed.skipped();
    rejection.ofNoRows(read);
    List<QuarantineReason> reasons =
        quarantine(bad(passed, scans), counts, read - passed.dropped());
    rejection.ofAllDropped(passed.typed(), passed.dropped());
    IngestCounts rows = new IngestCounts(read, passed.typed(), rows(reasons), passed.dropped(), 0);
    return new IngestResult(rows, reasons, inputsOfPass(scans), input.folders());
  }

  /** A table is read once more for its digest, since a pass keeps no rows. */
  private List<InputFile> inputsOfPass(List<FileScan> scans) {
    return files.areOrdered()
        ? inputs(scans)
        : List.of(tableDigest(reader(scans).rows(scans, counts(), splitBytes(scans))));
  }

  /** The bad rows as they were held; read again where they are too many for that. */
  private Dataset<Row> bad(PassedRows passed, List<FileScan> scans) {
    if (!passed.hasMoreThanHeld()) {
      return session.createDataFrame(passed.bad(), StagedRows.structType(schema));
    }
    Dataset<Row> again = reader(scans).rows(scans, counts(), splitBytes(scans));
    stage(StagedRows.of(again, StagedRows.BAD));
    return staged();
  }

  private IngestResult run() {
    List<FileScan> scans = scans();
    SplitLines counts = counts();
    stage(reader(scans).rows(scans, counts, splitBytes(scans)));
    long read = counts.rows() - brackets();
    rejection.ofNoRows(read);
    refuseOtherJson();
    long dropped = dropped();
    List<QuarantineReason> reasons =
        quarantine(StagedRows.of(staged(), StagedRows.BAD), counts, read - dropped);
    long typed = typed().count();
    rejection.ofAllDropped(typed, dropped);
    IngestCounts rows = new IngestCounts(read, typed, rows(reasons), dropped, typed - writeTyped());
    return new IngestResult(rows, reasons, inputs(scans), input.folders());
  }

  private List<FileScan> scans() {
    if (!files.areOrdered()) {
      return List.of();
    }
    List<FileScan> scans =
        FileScanner.scan(
            JavaSparkContext.fromSparkContext(session.sparkContext()), ReadPlan.of(files, input));
    logSpanning(scans);
    return scans;
  }

  /**
   * Writes the quarantine, and refuses files without rows or with too many bad ones.
   *
   * @param bad staged bad rows
   * @param wanted rows that were read and not dropped
   */
  private List<QuarantineReason> quarantine(Dataset<Row> bad, SplitLines counts, long wanted) {
    Quarantine quarantine = new Quarantine(bad);
    quarantine.write(files, counts, input.folders().quarantine());
    List<QuarantineReason> reasons = quarantine.reasons(files);
    rejection.ofTooManyBad(wanted, rows(reasons), reasons);
    return reasons;
  }

  private static long rows(List<QuarantineReason> reasons) {
    return reasons.stream().mapToLong(QuarantineReason::rows).sum();
  }

  private StagedReader reader(List<FileScan> scans) {
    ReadPlan plan = ReadPlan.of(files, input);
    ReadPlan whole =
        plan.layout().format().hasHeads()
            ? plan.withHeads(scans.stream().map(FileScan::head).toList())
            : plan;
    return new StagedReader(session, whole, input.config().table());
  }

  private static void logSpanning(List<FileScan> scans) {
    for (FileScan scan : scans) {
      if (scan.reading() == FileScan.Reading.SPANNING) {
        LOG.info("{} is read by one task, since quoted cells span lines", scan.file().name());
      }
    }
  }

  private SplitLines counts() {
    SplitLines counts = new SplitLines();
    session.sparkContext().register(counts, "lines of each split");
    return counts;
  }

  private List<InputFile> inputs(List<FileScan> scans) {
    if (!files.areOrdered()) {
      return List.of(tableDigest(staged()));
    }
    List<InputFile> inputs = scans.stream().map(FileScan::file).toList();
    return input.config().layout().format() == FileFormat.FOLDER_PER_CLASS
        ? FolderDigests.of(inputs)
        : inputs;
  }

  /** Two splits a core when the files are small, so that no core stands idle. */
  private long splitBytes(List<FileScan> scans) {
    long bytes = scans.stream().mapToLong(scan -> scan.file().bytes()).sum();
    long wanted = bytes / (2L * session.sparkContext().defaultParallelism());
    return Math.max(SMALLEST_SPLIT_BYTES, Math.min(LARGEST_SPLIT_BYTES, wanted));
  }

  private void stage(Dataset<Row> rows) {
    rows.write()
        .mode(SaveMode.Overwrite)
        .partitionBy(StagedRows.FATE)
        .parquet(input.folders().staging());
  }

  private Dataset<Row> staged() {
    return session.read().schema(StagedRows.structType(schema)).parquet(input.folders().staging());
  }

  private Dataset<Row> typed() {
    return StagedRows.typed(staged(), schema);
  }

  private InputFile tableDigest(Dataset<Row> rows) {
    List<String> columns = new ArrayList<>(schema.names());
    columns.add(StagedRows.TEXT);
    return TableDigest.of(
        input.name(), rows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new)));
  }

  private long dropped() {
    boolean drops = schema.columns().stream().anyMatch(one -> !one.dialect().dropped().isEmpty());
    return drops ? StagedRows.of(staged(), StagedRows.DROPPED).count() : 0;
  }

  private long brackets() {
    boolean isJson = input.config().layout().format() == FileFormat.JSON_LINES;
    return isJson ? StagedRows.of(staged(), StagedRows.SKIPPED).count() : 0;
  }

  private long writeTyped() {
    Dataset<Row> kept =
        Duplicates.drop(typed(), schema.names(), input.config().duplicates(), files);
    Column[] declared = schema.names().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> keyed = kept.withColumn(ROW_KEY, xxhash64(declared));
    Dataset<Row> out = files.haveParts() ? keyed : keyed.drop(PART);
    out.write().mode(SaveMode.Overwrite).parquet(input.folders().typed());
    return session.read().schema(out.schema()).parquet(input.folders().typed()).count();
  }

  /** A file of which no line is a row, and the first has another shape, is refused as a whole. */
  private void refuseOtherJson() {
    if (input.config().layout().format() != FileFormat.JSON_LINES) {
      return;
    }
    Dataset<Row> first =
        staged()
            .where(col(StagedRows.SPLIT).equalTo(0).and(col(StagedRows.LINE).lt(3)))
            .select(col(StagedRows.FILE), coalesce(col(StagedRows.RULE), lit("")))
            .orderBy(StagedRows.FILE, StagedRows.LINE);
    Map<Integer, List<String>> rules = new TreeMap<>();
    for (Row row : first.collectAsList()) {
      rules.computeIfAbsent(row.getInt(0), file -> new ArrayList<>()).add(row.getString(1));
    }
    rules.forEach(
        (file, ofFile) ->
            JsonShape.of(ofFile)
                .filter(shape -> typed().where(col(StagedRows.FILE).equalTo(file)).isEmpty())
                .ifPresent(
                    shape -> {
                      throw FileHeader.cannotRead(files.at(file).displayName(), shape.refusal());
                    }));
  }

  /** Spark wraps what a task throws; a failure of ours is thrown as it was. */
  private static <T> T unwrapped(IngestInput input, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(input.name(), e);
    }
  }
}
