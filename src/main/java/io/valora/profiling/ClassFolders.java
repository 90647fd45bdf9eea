package io.valora.profiling;

import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts, one a file, in folders named after their class.
 *
 * @param rows the class, the name and the text of files evenly taken
 * @param encoding name of the encoding that all were read by
 * @param reason behind taking them for such
 * @param whole whether every file is among the rows
 */
public record ClassFolders(List<List<String>> rows, String encoding, String reason, boolean whole) {
  static final List<String> COLUMNS = List.of("class", "file", "text");

  private static final int MOST_CLASSES = 11;
  private static final int FEWEST_FILES = 5;
  private static final int READ = 1_000;
  private static final Pattern NO_TABLE =
      Pattern.compile("[^.]+|.*\\.(?i:txt|text|md|eml|htm|html)");

  /** The texts; empty where the files lie otherwise. */
  public static Optional<ClassFolders> of(Storage storage, List<StoredFile> files) {
    Map<String, Long> classes =
        files.stream()
            .map(file -> classOf(file.uri()))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    boolean fits =
        classes.size() >= 2
            && classes.size() <= MOST_CLASSES
            && files.size() >= FEWEST_FILES * classes.size()
            && classes.keySet().stream().noneMatch(name -> name.contains("="))
            && files.stream().allMatch(file -> NO_TABLE.matcher(nameOf(file.uri())).matches());
    return fits ? Optional.of(read(storage, files, classes)) : Optional.empty();
  }

  private static ClassFolders read(
      Storage storage, List<StoredFile> files, Map<String, Long> classes) {
    List<List<String>> rows = new ArrayList<>();
    String encoding = "UTF-8";
    int step = (files.size() + READ - 1) / READ;
    for (int i = 0; i < files.size(); i += step) {
      String uri = files.get(i).uri();
      TextHead text = TextHead.decoded(uri, storage.readBytes(uri));
      encoding = text.encoding().equals(encoding) ? encoding : text.encoding();
      rows.add(List.of(classOf(uri), nameOf(uri), text.text()));
    }
    String counts =
        classes.entrySet().stream()
            .map(entry -> "%s (%,d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return new ClassFolders(rows, encoding, "a text a file in the folders " + counts, step == 1);
  }

  private static String nameOf(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private static String classOf(String uri) {
    int name = uri.lastIndexOf('/');
    return nameOf(uri.substring(0, Math.max(name, 0)));
  }
}
