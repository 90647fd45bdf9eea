package io.valora.ingest.lines;

import java.io.Serializable;
import java.util.List;

/**
 * Start of a file, and what it says of the rows below.
 *
 * @param verbatim whether the file is plain text in an encoding that is read as it is
 * @param bodyOffset the byte at which the rows begin, where the file is verbatim
 * @param bodyLine the number of lines above the rows
 * @param delimiter the layout's, unless the first line names another
 * @param names the header; empty without one
 * @param width the number of cells of a row; 0 where rows have no cells
 */
public record FileHead(
    boolean verbatim,
    long bodyOffset,
    long bodyLine,
    String delimiter,
    List<String> names,
    int width)
    implements Serializable {
  /** Of a file that has none. */
  public static final FileHead NONE = new FileHead(true, 0, 0, "", List.of(), 0);

  public FileHead {
    names = List.copyOf(names);
  }
}
