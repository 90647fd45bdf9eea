package io.valora.features.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.JobException;
import io.valora.json.CheckedNode;
import io.valora.json.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The known terms of a model as {@code model/terms.jsonl}: line n holds the term of row n and its
 * log-count ratio, such as {@code ["great film",1.25]}.
 */
public final class TermFile {
  private static final String MUST = "a list of a term and its log-count ratio";

  private TermFile() {}

  /** A known term. */
  public record Term(String term, float ratio) {
    private JsonNode line() {
      return JsonNodeFactory.instance.arrayNode().add(term).add((double) ratio);
    }
  }

  /** Writes terms in the order of their rows, which start at 1. */
  public static void write(Iterator<Term> terms, OutputStream out) throws IOException {
    Iterator<JsonNode> lines =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return terms.hasNext();
          }

          @Override
          public JsonNode next() {
            return terms.next().line();
          }
        };
    JsonLines.write(lines, out);
  }

  /**
   * Reads what {@link #write} wrote; of each term 12 bytes are kept.
   *
   * @param document what messages call the file
   * @throws JobException when a line is no term and ratio
   */
  public static VocabularyRows read(String document, InputStream in) {
    Rows rows = new Rows();
    JsonLines.read(document, in, rows::add);
    return new VocabularyRows(
        Arrays.copyOf(rows.hashes, rows.count), Arrays.copyOf(rows.ratios, rows.count));
  }

  private static final class Rows {
    private long[] hashes = new long[1024];
    private float[] ratios = new float[1024];
    private int count;

    void add(CheckedNode line) {
      JsonNode value = line.value();
      if (!value.isArray()
          || value.size() != 2
          || !value.get(0).isTextual()
          || !value.get(1).isNumber()) {
        throw line.wrong(MUST);
      }
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
        ratios = Arrays.copyOf(ratios, 2 * count);
      }
      hashes[count] = TermHash.of(value.get(0).asText());
      ratios[count++] = (float) value.get(1).asDouble();
    }
  }
}
