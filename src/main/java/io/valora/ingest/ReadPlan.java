package io.valora.ingest;

import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.layout.TableLayout;
import io.valora.ingest.lines.FileHead;
import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reading instructions for a task: the files, their layout and the schema.
 *
 * @param test layout of the test files, which may be one of their own
 * @param dispensable our names of columns that a file may lack as a whole
 * @param heads of the files, in their order; none before they are known
 */
record ReadPlan(
    SourceFiles files,
    FileLayout layout,
    TableSchema schema,
    TableLayout test,
    Set<String> dispensable,
    List<FileHead> heads)
    implements Serializable {
  ReadPlan {
    heads = List.copyOf(heads);
  }

  /** Of files of one layout. */
  ReadPlan(
      SourceFiles files,
      FileLayout layout,
      TableSchema schema,
      Set<String> dispensable,
      List<FileHead> heads) {
    this(files, layout, schema, new TableLayout(layout, schema), dispensable, heads);
  }

  /** A plan without the heads of the files. */
  static ReadPlan of(SourceFiles files, IngestInput input) {
    IngestConfig config = input.config();
    return new ReadPlan(
        files,
        config.layout(),
        config.schema(),
        config.testLayout().orElse(new TableLayout(config.layout(), config.schema())),
        input.dispensable(),
        List.of());
  }

  ReadPlan withHeads(List<FileHead> found) {
    return new ReadPlan(files, layout, schema, test, dispensable, found);
  }

  /**
   * Files of one layout.
   *
   * @param indices of the files
   */
  record OfLayout(ReadPlan plan, List<Integer> indices) {}

  /** The files, those of a layout together. */
  List<OfLayout> byLayout() {
    List<Integer> indices = IntStream.range(0, files.all().size()).boxed().toList();
    Map<Boolean, List<Integer>> byTest =
        indices.stream().collect(Collectors.partitioningBy(this::hasTestLayout));
    return Stream.of(
            new OfLayout(this, byTest.get(false)), new OfLayout(ofTests(), byTest.get(true)))
        .filter(group -> !group.indices().isEmpty())
        .toList();
  }

  /** The plan that reads a file. */
  ReadPlan of(int file) {
    return hasTestLayout(file) ? ofTests() : this;
  }

  private boolean hasTestLayout(int file) {
    return files.at(file).split().equals("test") && !test.equals(new TableLayout(layout, schema));
  }

  private ReadPlan ofTests() {
    return new ReadPlan(files, test.files(), test.schema(), dispensable, heads);
  }
}
