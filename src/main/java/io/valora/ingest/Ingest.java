package io.valora.ingest;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.PART;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.JobException;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.tables.TableDigest;
import io.valora.ingest.tables.TableFailures;
import io.valora.lineage.FolderDigests;
import io.valora.lineage.InputFile;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.spark.sql.types.StructType;
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
  private final PassedRows passed;

  private Ingest(SparkSession session, IngestInput input) {
    this(session, input, new PassedRows());
  }

  private Ingest(SparkSession session, IngestInput input, PassedRows passed) {
    this.session = session;
    this.input = input;
    this.passed = passed;
    this.files = new SourceFiles(input.files());
    this.schema = input.config().schema();
    this.rejection = new DataRejection(input);
  }

  /**
   * Reads the files and writes typed rows and quarantine.
   *
   * @throws JobException when a file can't be read, there are no rows, or too many are bad; in the
   *     last case both have been written
   */
  public static IngestResult run(SparkSession session, IngestInput input) {
    return run(session, input, new PassedRows());
  }

  /** The same with a bound of its own for bad rows that are held. */
  static IngestResult run(SparkSession session, IngestInput input, PassedRows passed) {
    return unwrapped(input, new Ingest(session, input, passed)::run);
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
    TableSchema schema = input.config().schema();
    return unwrapped(
        input,
        () ->
            new Ingest(session, input)
                .read(rows -> use.accept(rows.map(row -> StagedRows.declared(row, schema)))));
  }

  private IngestResult run() {
    List<Part<Long>> kept = new ArrayList<>();
    try (SideBySide works = new SideBySide()) {
      IngestResult read =
          read(
              rows -> {
                writeTyped(rows);
                kept.add(works.start(session.read().parquet(input.folders().typed())::count));
              });
      IngestCounts rows = read.counts();
      return read.withCounts(rows.withDuplicatesDropped(rows.typed() - kept.get(0).get()));
    }
  }

  /**
   * Reads the files once, and writes the quarantine.
   *
   * @param use reads all typed rows, of {@link StagedRows#typedType}, once and in one stage
   */
  private IngestResult read(Consumer<JavaRDD<Row>> use) {
    List<FileScan> scans = scans();
    SplitLines counts = counts();
    PassedRows passed = this.passed; // Without this object, which tasks have no use for.
    session.sparkContext().register(passed, "rows of each partition");
    boolean isTable = !files.areOrdered();
    Map<Integer, String> idColumns = idColumns();
    JavaRDD<Row> staged = reader(scans).rdd(scans, counts, splitBytes(scans));
    use.accept(
        staged.mapPartitions(
            rows ->
                new TypedRows(
                    rows,
                    idColumns,
                    isTable ? Optional.of(new TableDigest()) : Optional.empty(),
                    passed)));
    PassedRows.Counts rows = passed.counts();
    long read = counts.rows() - rows.skipped();
    rejection.ofNoRows(read);
    Dataset<Row> aside = aside(scans);
    refuseOtherJson(aside, counts);
    List<QuarantineReason> reasons =
        quarantine(StagedRows.of(aside, StagedRows.BAD), counts, read - rows.dropped());
    rejection.ofAllDropped(rows.typed(), rows.dropped());
    return new IngestResult(
        new IngestCounts(read, rows.typed(), rows(reasons), rows.dropped(), 0),
        reasons,
        isTable ? List.of(tableDigest(read)) : inputs(scans),
        passed.ids(),
        input.folders());
  }

  /** Names of the columns of users and items that are texts, by their index. */
  private Map<Integer, String> idColumns() {
    Map<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      ColumnSpec column = schema.columns().get(i);
      if (List.of(USER, ITEM).contains(column.name()) && column.type() == ColumnType.STRING) {
        names.put(i, column.name());
      }
    }
    return names;
  }

  /** The rows put aside as they were held; read again where they are too many for that. */
  private Dataset<Row> aside(List<FileScan> scans) {
    StructType type = StagedRows.structType(schema);
    if (!passed.hasMoreThanHeld()) {
      return session.createDataFrame(passed.aside(), type);
    }
    StagedRows.aside(reader(scans).rows(scans, counts(), splitBytes(scans)))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(input.folders().staging());
    return session.read().schema(type).parquet(input.folders().staging());
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
    try (SideBySide works = new SideBySide()) {
      Part<Void> written =
          works.start(() -> quarantine.write(files, counts, input.folders().quarantine()));
      List<QuarantineReason> reasons = quarantine.reasons(files);
      written.get();
      rejection.ofTooManyBad(wanted, rows(reasons), reasons);
      return reasons;
    }
  }

  private static long rows(List<QuarantineReason> reasons) {
    return reasons.stream().mapToLong(QuarantineReason::rows).sum();
  }

  private StagedReader reader(List<FileScan> scans) {
    ReadPlan plan = ReadPlan.of(files, input);
    ReadPlan whole = plan.withHeads(scans.stream().map(FileScan::head).toList());
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
    List<InputFile> inputs = new ArrayList<>();
    for (ReadPlan.OfLayout layout : ReadPlan.of(files, input).byLayout()) {
      List<InputFile> scanned =
          layout.indices().stream().map(index -> scans.get(index).file()).toList();
      boolean folders = layout.plan().layout().format() == FileFormat.FOLDER_PER_CLASS;
      inputs.addAll(folders ? FolderDigests.of(scanned) : scanned);
    }
    return List.copyOf(inputs);
  }

  /** Two splits a core when the files are small, so that no core stands idle. */
  private long splitBytes(List<FileScan> scans) {
    long bytes = scans.stream().mapToLong(scan -> scan.file().bytes()).sum();
    long wanted =
        bytes / ((long) StagedReader.TASKS_PER_CORE * session.sparkContext().defaultParallelism());
    return Math.max(SMALLEST_SPLIT_BYTES, Math.min(LARGEST_SPLIT_BYTES, wanted));
  }

  private InputFile tableDigest(long rows) {
    String columns = DatasetSchema.of(schema).toDDL();
    return TableDigest.of(input.name(), columns, rows, passed.hash());
  }

  private void writeTyped(JavaRDD<Row> rows) {
    Dataset<Row> typed =
        StagedRows.withTimes(session.createDataFrame(rows, StagedRows.typedType(schema)), schema);
    Dataset<Row> kept = Duplicates.drop(typed, schema.names(), input.config().duplicates(), files);
    Column[] declared = schema.names().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> keyed = kept.withColumn(ROW_KEY, xxhash64(declared));
    Dataset<Row> out = files.haveParts() ? keyed : keyed.drop(PART);
    out.write().mode(SaveMode.Overwrite).parquet(input.folders().typed());
  }

  /** A file of which no line is a row, and the first has another shape, is refused as a whole. */
  private void refuseOtherJson(Dataset<Row> aside, SplitLines counts) {
    if (ReadPlan.of(files, input).byLayout().stream()
        .noneMatch(layout -> layout.plan().layout().format() == FileFormat.JSON_LINES)) {
      return;
    }
    Dataset<Row> first =
        aside
            .where(col(StagedRows.SPLIT).equalTo(0).and(col(StagedRows.LINE).lt(3)))
            .select(col(StagedRows.FILE), col(StagedRows.RULE))
            .orderBy(StagedRows.FILE, StagedRows.LINE);
    Map<Integer, List<String>> rules = new TreeMap<>();
    for (Row row : first.collectAsList()) {
      rules.computeIfAbsent(row.getInt(0), file -> new ArrayList<>()).add(row.getString(1));
    }
    rules.forEach(
        (file, ofFile) ->
            JsonShape.of(ofFile)
                .filter(
                    shape ->
                        aside.where(col(StagedRows.FILE).equalTo(file)).count()
                            == counts.rowsOf(file))
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
