package io.valora.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.ingest.tables.TableFiles;
import io.valora.ingest.tables.TableSource;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Source of labels or events that a user names: files, or a table in the words of a job file's
 * section {@code ingest}, such as {@code table: db.labels} or {@code {jdbc: {url: …, table: …}}}.
 *
 * @param name as it was given
 * @param table in place of files
 * @param files by their format: {@code csv}, {@code json}, or that of a columnar file, which its
 *     first bytes tell
 */
public record GivenSource(
    String name, Optional<TableSource> table, Map<String, List<String>> files) {
  static final String CSV = "csv";
  static final String JSON = "json";

  private static final Pattern TABLE = Pattern.compile("\\s*\\{?\\s*(table|jdbc):(\\s|\\{).*");
  private static final Pattern IS_CSV = Pattern.compile(".*\\.[ct]sv(\\.gz)?");
  private static final Pattern IS_JSON = Pattern.compile(".*\\.jsonl?(\\.gz|\\.open)?");
  private static final int FIRST_BYTES = 64;

  /**
   * Finds what was named.
   *
   * @param option that names it
   * @throws JobException when there is no such file, or it is of no format that is read
   */
  public static List<GivenSource> all(Storage storage, String option, List<String> sources) {
    return sources.stream().map(source -> of(storage, option, source)).toList();
  }

  private static GivenSource of(Storage storage, String option, String source) {
    if (TABLE.matcher(source).matches()) {
      return new GivenSource(source, Optional.of(table(option, source)), Map.of());
    }
    List<StoredFile> found = storage.find(source);
    if (found.isEmpty()) {
      throw JobException.invalid(option, source, "must name at least one file that exists");
    }
    Map<String, List<String>> files = new TreeMap<>();
    for (StoredFile file : found) {
      String format =
          format(storage, file)
              .orElseThrow(
                  () ->
                      JobException.invalid(
                          option,
                          found.size() == 1 ? source : file.uri(),
                          "must be CSV or JSON lines, told by the end of the name (.csv, .tsv,"
                              + " .jsonl, .json), or Parquet, ORC or Avro"));
      files.computeIfAbsent(format, any -> new ArrayList<>()).add(file.uri());
    }
    return new GivenSource(source, Optional.empty(), files);
  }

  private static Optional<String> format(Storage storage, StoredFile file) {
    if (IS_CSV.matcher(file.uri()).matches()) {
      return Optional.of(CSV);
    }
    if (IS_JSON.matcher(file.uri()).matches()) {
      return Optional.of(JSON);
    }
    try (InputStream in = storage.open(file.uri())) {
      return TableFiles.formatOf(in.readNBytes(FIRST_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableSource table(String option, String source) {
    Problems problems = new Problems(option);
    ConfigSection section = new ConfigSection(JobText.parse(option, source), problems);
    Optional<TableSource> table = TableSource.from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return table.orElseThrow(
        () -> JobException.invalid(option, source, "must have the key table or jdbc"));
  }

  /** The delimiter that the header of a CSV has most of: a comma, a semicolon or a tab. */
  static char delimiter(Storage storage, String file) {
    try (InputStream in = file.endsWith(".gz") ? storage.openUnpacked(file) : storage.open(file)) {
      String header = new String(in.readNBytes(1 << 16), UTF_8).lines().findFirst().orElse("");
      char most = ',';
      for (char one : new char[] {';', '\t'}) {
        most = count(header, one) > count(header, most) ? one : most;
      }
      return most;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(one -> one == wanted).count();
  }
}
