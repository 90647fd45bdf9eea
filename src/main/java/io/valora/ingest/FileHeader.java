package io.valora.ingest;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.CellSplitter;
import io.valora.ingest.lines.FileRecord;
import io.valora.ingest.lines.LineDecoder;
import java.util.List;
import java.util.Map;

/**
 * The names in the first line of a file.
 *
 * @param file what messages call the file
 */
record FileHeader(String file, List<String> names) {
  private static final Map<String, String> DELIMITERS =
      Map.of("\t", "tabs", ",", "commas", ";", "semicolons", "\\|", "bars", "::", "double colons");

  FileHeader {
    names = names.stream().map(String::strip).toList();
  }

  /**
   * Reads the names from the first record of a file.
   *
   * @throws JobException when it can't be decoded or taken apart
   */
  static FileHeader parse(
      String file, FileRecord record, LineDecoder decoder, CellSplitter splitter) {
    try {
      if (!record.intact()) {
        throw new BadLineException(decoder.problem());
      }
      if (record.problem() != null) {
        throw new BadLineException(record.problem());
      }
      return new FileHeader(file, splitter.split(record.text()));
    } catch (BadLineException e) {
      throw cannotRead(file, "its header is broken: " + e.problem().sentence());
    }
  }

  /** Whether cells are these names once more, as where files were put behind one another. */
  boolean isRepeatedBy(List<String> cells) {
    if (cells.size() < names.size() || !cells.get(0).strip().equals(names.get(0))) {
      return false;
    }
    for (int i = 1; i < names.size(); i++) {
      if (!cells.get(i).strip().equals(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The place, from 0, of the column with this name.
   *
   * @throws JobException when there is none, or more than one
   */
  int placeOf(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw cannotRead(
          file,
          "column '%s' is missing (the header has %s%s)"
              .formatted(name, String.join(", ", names), hint(name)));
    }
    if (place != names.lastIndexOf(name)) {
      throw cannotRead(file, "column '%s' appears more than once in the header".formatted(name));
    }
    return place;
  }

  /** The same, or {@link DelimitedLineParser#ABSENT} when there is none. */
  int placeIfAny(String name) {
    return names.contains(name) ? placeOf(name) : DelimitedLineParser.ABSENT;
  }

  /** Names the delimiter that would find the column. */
  private String hint(String name) {
    if (names.size() > 1) {
      return "";
    }
    return DELIMITERS.entrySet().stream()
        .filter(delimiter -> List.of(names.get(0).split(delimiter.getKey())).contains(name))
        .map(delimiter -> "; its cells seem to stand between " + delimiter.getValue())
        .findFirst()
        .orElse("");
  }

  static JobException cannotRead(String file, String reason) {
    return JobException.cannot(Outcome.DATA_REJECTED, "read " + file, reason);
  }
}
