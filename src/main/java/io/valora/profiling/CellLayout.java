package io.valora.profiling;

/**
 * Layout of delimited rows.
 *
 * @param delimiter one or more characters between cells
 * @param quoted whether cells may stand in double quotes
 * @param width cells of most rows
 * @param agreeing rows that have this width, of the first {@code rows}
 */
record CellLayout(String delimiter, boolean quoted, int width, int agreeing, int rows) {
  double agreement() {
    return rows == 0 ? 0 : (double) agreeing / rows;
  }
}
