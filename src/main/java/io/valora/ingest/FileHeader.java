package io.valora.ingest;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.List;
import org.apache.hadoop.io.Text;

/**
 * The names in the first line of a file.
 *
 * @param file what messages call the file
 */
record FileHeader(String file, List<String> names) {
  FileHeader {
    names = names.stream().map(String::strip).toList();
  }

  /**
   * Reads the names from the first line of a file.
   *
   * @throws JobException when it can't be decoded or taken apart
   */
  static FileHeader parse(String file, Text line, LineDecoder decoder, CellSplitter splitter) {
    String text = decoder.lenient(line);
    try {
      if (!decoder.isIntact(text, line)) {
        throw new BadLineException(decoder.problem());
      }
      return new FileHeader(file, splitter.split(text));
    } catch (BadLineException e) {
      throw cannotRead(file, "its header is broken: " + e.problem().sentence());
    }
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
          "column '%s' is missing (the header has %s)".formatted(name, String.join(", ", names)));
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

  static JobException cannotRead(String file, String reason) {
    return JobException.cannot(Outcome.DATA_REJECTED, "read " + file, reason);
  }
}
