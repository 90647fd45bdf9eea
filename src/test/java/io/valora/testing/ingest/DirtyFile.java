package io.valora.testing.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Files of random lines, good and bad, with the number of lines that hold data. */
public final class DirtyFile {
  private final SplittableRandom random;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int dataLines;

  public DirtyFile(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  public int dataLines() {
    return dataLines;
  }

  public DirtyFile delimited(int lines, String delimiter) {
    write(String.join(delimiter, "ID", "FECHA", "NOMBRE", "CALIFICACION"), "\n");
    for (int i = 0; i < lines; i++) {
      line(pick(10) < 4 ? good(delimiter) : garbage(delimiter + "\"ñ 1a{}€"), i == lines - 1);
    }
    return this;
  }

  public DirtyFile json(int lines) {
    for (int i = 0; i < lines; i++) {
      String good =
          "{\"ID\":\"u%d\",\"FECHA\":\"1/2/2021 3:04\",\"NOMBRE\":\"é\",\"CALIFICACION\":%d}"
              .formatted(pick(9), pick(7));
      line(pick(10) < 6 ? good : garbage("{}[]:,\"1aID "), i == lines - 1);
    }
    return this;
  }

  private String good(String delimiter) {
    String item = pick(3) == 0 ? "\"Cena " + pick(5) + "\"" : "Spa";
    return String.join(delimiter, "u" + pick(9), "1/2/2021 3:0" + pick(6), item, "" + pick(7));
  }

  private String garbage(String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int length = pick(30); length > 0; length--) {
      text.append(alphabet.charAt(pick(alphabet.length())));
    }
    return text.toString();
  }

  /** The last line always has text, since no line stands after the end of the last one. */
  private void line(String text, boolean last) {
    dataLines++;
    if (pick(12) == 0) {
      bytes.writeBytes(new byte[] {'x', (byte) 0xC3, (byte) 0x28});
    }
    write(last ? text + "x" : text, last && pick(2) == 0 ? "" : pick(4) == 0 ? "\r\n" : "\n");
  }

  private void write(String text, String end) {
    bytes.writeBytes((text + end).getBytes(StandardCharsets.UTF_8));
  }

  private int pick(int bound) {
    return random.nextInt(bound);
  }
}
