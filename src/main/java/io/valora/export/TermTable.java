package io.valora.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.features.text.TermHash;
import io.valora.json.CheckedNode;
import io.valora.json.JsonLines;
import io.valora.storage.FileContent;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The known terms of a run's model without their characters: 16 bytes a term.
 *
 * @param hashes of the terms, in the order of their rows from 1
 * @param ratios their log-count ratios
 * @param lengths bytes of their lines in {@code terms.jsonl}
 */
record TermTable(Storage storage, RunFolder run, long[] hashes, float[] ratios, int[] lengths) {
  static final String FILE = "terms.jsonl";

  static TermTable read(Storage storage, RunFolder run, int terms) {
    long[] hashes = new long[terms];
    float[] ratios = new float[terms];
    int[] lengths = new int[terms];
    int[] count = new int[1];
    JsonLines.read(
        run.model(FILE),
        storage.open(run.model(FILE)),
        line -> {
          JsonNode term = line.value();
          hashes[count[0]] = TermHash.of(term.get(0).asText());
          ratios[count[0]] = (float) term.get(1).asDouble();
          lengths[count[0]++] = line(line).length;
        });
    return new TermTable(storage, run, hashes, ratios, lengths);
  }

  int size() {
    return hashes.length;
  }

  /** The hashes of some terms. */
  long[] hashes(int[] rows) {
    return Arrays.stream(rows).mapToLong(row -> hashes[row - 1]).toArray();
  }

  /** The ratios of some terms. */
  float[] ratios(int[] rows) {
    float[] some = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = ratios[rows[i] - 1];
    }
    return some;
  }

  /**
   * The lines of some terms.
   *
   * @param rows ascending
   */
  ExportFile file(int[] rows) {
    BitSet kept = new BitSet();
    long bytes = 0;
    for (int row : rows) {
      kept.set(row);
      bytes += lengths[row - 1];
    }
    return new ExportFile(FILE, bytes, lines(kept));
  }

  private FileContent lines(BitSet kept) {
    return out -> {
      int[] row = new int[1];
      try {
        JsonLines.read(
            run.model(FILE),
            storage.open(run.model(FILE)),
            line -> {
              if (kept.get(++row[0])) {
                write(line(line), out);
              }
            });
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }

  private static byte[] line(CheckedNode node) {
    return (node.value() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(byte[] line, OutputStream out) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
