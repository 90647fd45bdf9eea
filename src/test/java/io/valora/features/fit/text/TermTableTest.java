package io.valora.features.fit.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.text.TermHash;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.Weighting;
import io.valora.testing.features.Reviews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class TermTableTest {
  /** Hashes of which many want the same place, among them 0. */
  @Test
  void addsUpWhatAMapAddsUp() {
    Random random = new Random(1);
    Map<String, List<Long>> expected = new HashMap<>();
    TermTable table = new TermTable();
    for (int text = 0; text < 400; text++) {
      table.nextText();
      long label = random.nextInt(100);
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        int id = random.nextInt(3000);
        String term = "t\u00e9rm " + id;
        table.count(term, (long) (id / 7) + ((long) (id % 7) << 40), label);
        if (seen.add(term)) {
          expected.merge(term, List.of(1L, label), TermTableTest::sum);
        }
      }
    }

    assertThat(table.size()).isEqualTo(expected.size());
    assertThat(contents(table)).isEqualTo(expected);
  }

  @Test
  void blocksOfAllPartsMakeTheTableOfOnePartition() {
    TextAnalyzer analyzer = new TextAnalyzer(Reviews.config(3, 1, Weighting.AVERAGE));
    List<Row> rows = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(20, 0, 50).forEach(word -> text.append(" w").append(word));
      rows.add(RowFactory.create(i % 9 == 0 ? null : text.toString(), (double) (i % 2)));
    }
    TermParts parts = new TermParts(3);
    Map<String, List<Long>> found = new HashMap<>();
    Iterator<Tuple2<Integer, TermBlock>> blocks =
        new PartialCounts(rows.iterator(), analyzer, parts);
    while (blocks.hasNext()) {
      Tuple2<Integer, TermBlock> block = blocks.next();
      TermTable table = new TermTable();
      block._2().addTo(table);
      contents(table)
          .forEach(
              (term, counts) -> {
                assertThat(parts.of(TermHash.of(term))).isEqualTo(block._1());
                found.merge(term, counts, TermTableTest::sum);
              });
    }

    TermTable whole = new TermTable();
    for (Row row : rows) {
      whole.nextText();
      long label = LabeledTexts.parts(row.getDouble(1));
      for (String term : analyzer.terms(row.getString(0))) {
        whole.count(term, TermHash.of(term), label);
      }
    }
    assertThat(found).isEqualTo(contents(whole)).hasSizeGreaterThan(5000);
  }

  private static Map<String, List<Long>> contents(TermTable table) {
    Map<String, List<Long>> contents = new HashMap<>();
    table.forEach(
        (hash, texts, positive, bytes, start, end) ->
            contents.put(new String(bytes, start, end - start, UTF_8), List.of(texts, positive)));
    return contents;
  }

  private static List<Long> sum(List<Long> one, List<Long> other) {
    return List.of(one.get(0) + other.get(0), one.get(1) + other.get(1));
  }
}
