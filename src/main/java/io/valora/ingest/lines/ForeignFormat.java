package io.valora.ingest.lines;

import java.util.Optional;
import java.util.stream.Stream;

/** File formats that are recognized to be refused by their name. */
enum ForeignFormat {
  PARQUET("a Parquet file", "50415231", 0),
  ORC("an ORC file", "4f5243", 0),
  AVRO("an Avro file", "4f626a01", 0),
  SEVEN_ZIP("a 7z archive", "377abcaf271c", 0),
  RAR("a RAR archive", "526172211a07", 0),
  LZ4("an LZ4 file", "04224d18", 0),
  TAR("a tar archive", "7573746172", 257),
  EMPTY_ZIP("a zip archive without files", "504b0506", 0),
  EXCEL("an Excel workbook", "d0cf11e0a1b11ae1", 0),
  PDF("a PDF document", "255044462d", 0),
  SQLITE("a SQLite database", "53514c69746520666f726d6174203300", 0),
  UTF_32(new Magic("fffe0000", 0)),
  UTF_32_BIG(new Magic("0000feff", 0));

  private final String reason;
  private final Magic magic;

  ForeignFormat(String label, String magic, int offset) {
    this.reason = "it is %s, not text".formatted(label);
    this.magic = new Magic(magic, offset);
  }

  /** Text in UTF-32. */
  ForeignFormat(Magic mark) {
    this.reason = "it is UTF-32 text (save it as UTF-8)";
    this.magic = mark;
  }

  /** The reason why a file that begins with these bytes is refused; empty for text. */
  static Optional<String> of(byte[] first) {
    return Stream.of(values())
        .filter(format -> format.magic.matches(first) && hasControlCharacter(first))
        .map(format -> format.reason)
        .findFirst();
  }

  /** Some signatures are letters, which a text may begin with too. */
  private static boolean hasControlCharacter(byte[] first) {
    for (byte next : first) {
      if (next >= 0 && next < '\t') {
        return true;
      }
    }
    return false;
  }
}
