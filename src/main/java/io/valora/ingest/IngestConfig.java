package io.valora.ingest;

import io.valora.config.ConfigSection;
import io.valora.config.Suggestions;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.layout.TableLayout;
import io.valora.ingest.sample.Sample;
import io.valora.ingest.tables.TableSource;
import io.valora.schema.DialectConfig;
import io.valora.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The section {@code ingest} of a job file, or that of an auxiliary input.
 *
 * @param section its dotted path, as messages name it
 * @param source files, folders or globs; or the source of a {@link Sample}; empty for a table
 * @param testSource the same for the test split of a predefined split; empty when there is none
 * @param testLayout of the test files, where it is one of their own
 * @param table read in place of files
 * @param maxBadFraction the share of rows, in [0, 1), up to which quarantined rows are accepted
 */
public record IngestConfig(
    String section,
    List<String> source,
    List<String> testSource,
    Optional<TableLayout> testLayout,
    Optional<TableSource> table,
    FileLayout layout,
    double maxBadFraction,
    DuplicateRule duplicates,
    TableSchema schema) {
  private static final List<String> OF_FILES =
      List.of(
          "source",
          "test-source",
          "test-layout",
          "format",
          "header",
          "delimiter",
          "quote",
          "encoding");

  public IngestConfig {
    source = List.copyOf(source);
    testSource = List.copyOf(testSource);
  }

  /** Of files. */
  public IngestConfig(
      String section,
      List<String> source,
      List<String> testSource,
      FileLayout layout,
      double maxBadFraction,
      DuplicateRule duplicates,
      TableSchema schema) {
    this(
        section,
        source,
        testSource,
        Optional.empty(),
        Optional.empty(),
        layout,
        maxBadFraction,
        duplicates,
        schema);
  }

  /** Reads the section, noting problems in it. */
  public static IngestConfig from(ConfigSection section) {
    List<String> testSource = section.texts("test-source", List.of());
    refuseBlank(section, "test-source", testSource);
    IngestConfig config = of(section, testSource, schema -> DuplicateRule.from(section, schema));
    return config.withTestLayout(
        section
            .optionalSection("test-layout")
            .filter(own -> config.table().isEmpty())
            .map(own -> config.testLayout(section, own)));
  }

  private IngestConfig withTestLayout(Optional<TableLayout> own) {
    return new IngestConfig(
        section, source, testSource, own, table, layout, maxBadFraction, duplicates, schema);
  }

  private TableLayout testLayout(ConfigSection main, ConfigSection own) {
    FileLayout files = FileLayout.from(own);
    if (testSource.isEmpty()) {
      main.invalid("test-layout", "given", "must be left out without test-source");
    }
    boolean sameNames = files.addressing().isByName() && layout.addressing().isByName();
    if (!own.has("columns") && sameNames) {
      return new TableLayout(files, schema);
    }
    TableSchema columns = schema(main, own, files);
    if (own.has("columns") && !columns.isOf(schema)) {
      own.invalid(
          "columns",
          String.join(", ", columns.names()),
          "must be the columns of %s.columns, with their types: %s"
              .formatted(section, String.join(", ", schema.names())));
    }
    return new TableLayout(files, columns);
  }

  /** Reads the section of an auxiliary input, which has no test source. */
  public static IngestConfig ofInput(ConfigSection section) {
    return of(section, List.of(), schema -> DuplicateRule.from(section, schema));
  }

  /**
   * The same of a side table, which has one row per {@code key}. Of rows with one key the last
   * stays unless the section says otherwise.
   *
   * @param key our name of the column that holds the ids
   */
  public static IngestConfig ofSideTable(ConfigSection section, String key) {
    return of(section, List.of(), schema -> DuplicateRule.ofSideTable(section, schema, key));
  }

  /**
   * The same layout and bound of other files, whose duplicates stay.
   *
   * @param files files, folders or globs
   * @param columns of the files
   */
  public IngestConfig forScoring(List<String> files, TableSchema columns) {
    DuplicateRule all = new DuplicateRule(DuplicatePolicy.KEEP, List.of(), duplicates.time());
    return new IngestConfig(section, files, List.of(), layout, maxBadFraction, all, columns);
  }

  private static IngestConfig of(
      ConfigSection section, List<String> testSource, Function<TableSchema, DuplicateRule> rule) {
    Optional<TableSource> table = TableSource.from(section);
    table.ifPresent(given -> refuseFiles(section));
    List<String> source = table.isPresent() ? List.of() : source(section);
    FileLayout layout = table.isPresent() ? FileLayout.OF_TABLE : FileLayout.from(section);
    double maxBadFraction = section.fraction("max-bad-fraction", 0.05);
    TableSchema schema = schema(section, section, layout);
    return new IngestConfig(
        section.path(),
        source,
        testSource,
        Optional.empty(),
        table,
        layout,
        maxBadFraction,
        rule.apply(schema),
        schema);
  }

  /** Names of the sources: what the job file has. */
  public String sourceName() {
    return table.map(TableSource::name).orElseGet(() -> String.join(", ", source));
  }

  private static void refuseFiles(ConfigSection section) {
    for (String key : OF_FILES) {
      section.refuse(key, "must be left out for a table");
    }
  }

  private static List<String> source(ConfigSection section) {
    List<String> source = section.texts("source", List.of());
    if (!section.has("source")) {
      section.invalid("source", "none", "must be given, or else table or jdbc");
    }
    if (section.has("source") && source.isEmpty()) {
      section.invalid("source", "[]", "must name at least one file, folder or glob");
    }
    refuseBlank(section, "source", source);
    return source;
  }

  private static void refuseBlank(ConfigSection section, String key, List<String> paths) {
    if (paths.stream().anyMatch(String::isBlank)) {
      section.invalid(key, "''", "must be a file, folder or glob");
    }
  }

  /**
   * @param listing has the columns
   */
  private static TableSchema schema(
      ConfigSection section, ConfigSection listing, FileLayout layout) {
    List<String> missing = DialectConfig.missing(section);
    TableSchema schema = TableSchema.from(listing.columns("columns"), layout.addressing(), missing);
    Map<String, List<String>> dropped = section.textListsByKey("drop");
    for (String name : dropped.keySet()) {
      if (schema.column(name).isEmpty()) {
        String must = "must be a declared column: " + String.join(", ", schema.names());
        section.invalid("drop", name, must + Suggestions.hint(name, schema.names()));
      }
    }
    return schema.withDropped(dropped);
  }
}
