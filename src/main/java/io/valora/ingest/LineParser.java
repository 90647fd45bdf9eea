package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;

/** Finds the cells of the declared columns in one line. */
interface LineParser {
  /**
   * @return one text per declared column, in their order; null where the line has none
   * @throws BadLineException when the line can't be taken apart
   */
  String[] cells(String line) throws BadLineException;
}
