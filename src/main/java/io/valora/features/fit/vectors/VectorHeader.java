package io.valora.features.fit.vectors;

/**
 * The first line of word2vec's files.
 *
 * @param count of words, at least 1
 * @param dimension numbers of a vector, 1 to {@value #MOST_NUMBERS}
 */
record VectorHeader(long count, int dimension) {
  private static final int MOST_NUMBERS = 100_000;

  static VectorHeader parse(String line) throws BadVectorsException {
    String[] fields = line.strip().split("[ \\t]+");
    try {
      if (fields.length == 2) {
        VectorHeader header =
            new VectorHeader(Long.parseLong(fields[0]), Integer.parseInt(fields[1]));
        if (header.count > 0 && header.dimension > 0 && header.dimension <= MOST_NUMBERS) {
          return header;
        }
      }
    } catch (NumberFormatException noNumber) {
      // as wrong as a line of one field
    }
    throw new BadVectorsException(
        "its first line is not the number of words and the dimension of their vectors");
  }
}
