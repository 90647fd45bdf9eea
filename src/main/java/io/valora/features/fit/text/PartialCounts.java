package io.valora.features.fit.text;

import io.valora.features.text.TextAnalyzer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Counts the terms of the texts of one partition, and gives blocks of them, each of one part,
 * whenever {@link #TERMS} have come together.
 */
final class PartialCounts implements Iterator<Tuple2<Integer, TermBlock>> {
  /** Terms of a table at most, and those of one text more: some 50 MB. */
  static final int TERMS = 1 << 19;

  private final Iterator<Row> rows;
  private final TextAnalyzer analyzer;
  private final TermParts parts;
  private final Queue<Tuple2<Integer, TermBlock>> ready = new ArrayDeque<>();

  /**
   * @param rows of text, which may be null, and label
   */
  PartialCounts(Iterator<Row> rows, TextAnalyzer analyzer, TermParts parts) {
    this.rows = rows;
    this.analyzer = analyzer;
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      count();
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, TermBlock> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void count() {
    TermTable table = new TermTable();
    while (table.size() < TERMS && rows.hasNext()) {
      Row row = rows.next();
      long label = LabeledTexts.parts(row.isNullAt(1) ? null : row.getDouble(1));
      table.nextText();
      analyzer.forEachHashed(row.getString(0), (term, hash) -> table.count(term, hash, label));
    }
    Blocks blocks = new Blocks(table);
    for (int part = 0; part < parts.numPartitions(); part++) {
      if (blocks.terms[part] > 0) {
        ready.add(new Tuple2<>(part, blocks.made[part]));
      }
    }
  }

  /** A table's terms by their part. */
  private final class Blocks {
    private final int[] terms = new int[parts.numPartitions()];
    private final TermBlock[] made = new TermBlock[terms.length];

    Blocks(TermTable table) {
      int[] bytes = new int[terms.length];
      table.forEach(
          (hash, texts, positive, of, start, end) -> {
            terms[parts.of(hash)]++;
            bytes[parts.of(hash)] += end - start;
          });
      for (int part = 0; part < made.length; part++) {
        int n = terms[part];
        made[part] =
            new TermBlock(new long[n], new long[n], new long[n], new int[n], new byte[bytes[part]]);
      }
      int[] placed = new int[terms.length];
      table.forEach(
          (hash, texts, positive, of, start, end) -> {
            int part = parts.of(hash);
            made[part].put(placed[part]++, hash, texts, positive, of, start, end);
          });
    }
  }
}
