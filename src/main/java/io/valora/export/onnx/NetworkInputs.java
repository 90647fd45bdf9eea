package io.valora.export.onnx;

import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inputs of a network's graph. A table that a row names one entry of has an index for each row; a
 * bag has its entries of all rows behind each other, each with the number of its row in the batch.
 *
 * @param tables names of the network's tables
 * @param weighted whether entries of bags have weights; else each has weight 1
 */
public record NetworkInputs(RowKernel kernel, List<String> tables, boolean weighted) {
  static final String NUMBERS = "numbers";
  static final String ROWS = "rows";
  private static final String WEIGHT = "_weight";
  private static final String ROW = "_row";
  private static final String ENTRIES = "_entries";

  public NetworkInputs {
    tables = List.copyOf(tables);
    if (tables.size() != kernel.tables().size()) {
      throw new IllegalArgumentException(
          "%d names for %d tables".formatted(tables.size(), kernel.tables().size()));
    }
  }

  /**
   * An input of the graph.
   *
   * @param isWhole whether it holds whole numbers of 64 bits; else floats of 32 bits
   * @param dimensions names of free ones, and sizes
   */
  public record Declared(String name, boolean isWhole, List<Object> dimensions) {
    public Declared {
      dimensions = List.copyOf(dimensions);
    }
  }

  /** The inputs of the graph. */
  public List<Declared> declared() {
    List<Declared> declared = new ArrayList<>();
    for (int table = 0; table < tables.size(); table++) {
      List<Object> entries = List.of(tables.get(table) + ENTRIES);
      if (isBag(table)) {
        declared.add(new Declared(tables.get(table), true, entries));
        if (weighted) {
          declared.add(new Declared(weights(table), false, entries));
        }
        declared.add(new Declared(rows(table), true, entries));
      } else {
        declared.add(new Declared(tables.get(table), true, List.of(OnnxModel.BATCH)));
      }
    }
    if (kernel.numbers() > 0) {
      declared.add(new Declared(NUMBERS, false, List.of(OnnxModel.BATCH, kernel.numbers())));
    }
    if (countsRows()) {
      declared.add(new Declared(ROWS, true, List.of(1)));
    }
    return List.copyOf(declared);
  }

  /** The batch as the graph takes it. */
  public List<InputTensor> of(List<TowerRow> rows) {
    List<InputTensor> inputs = new ArrayList<>();
    for (int table = 0; table < tables.size(); table++) {
      int number = table;
      if (isBag(table)) {
        addBag(table, rows, inputs);
      } else {
        long[] indices = rows.stream().mapToLong(row -> row.indices()[number][0]).toArray();
        inputs.add(InputTensor.of(tables.get(table), indices));
      }
    }
    if (kernel.numbers() > 0) {
      inputs.add(numbers(rows));
    }
    if (countsRows()) {
      inputs.add(InputTensor.of(ROWS, new long[] {rows.size()}));
    }
    return List.copyOf(inputs);
  }

  /** Whether a row may name any number of entries of a table. */
  public boolean isBag(int table) {
    return shape(table).entries() == Entries.BAG;
  }

  TableShape shape(int table) {
    return kernel.tables().get(table);
  }

  String weights(int table) {
    return tables.get(table) + WEIGHT;
  }

  String rows(int table) {
    return tables.get(table) + ROW;
  }

  /** Whether no other input has the size of the batch. */
  public boolean countsRows() {
    return kernel.numbers() == 0 && IntStream.range(0, tables.size()).allMatch(this::isBag);
  }

  private void addBag(int table, List<TowerRow> batch, List<InputTensor> inputs) {
    int entries = batch.stream().mapToInt(row -> row.indices()[table].length).sum();
    long[] indices = new long[entries];
    float[] weights = new float[entries];
    long[] rows = new long[entries];
    int at = 0;
    for (int row = 0; row < batch.size(); row++) {
      int[] named = batch.get(row).indices()[table];
      for (int entry = 0; entry < named.length; entry++, at++) {
        indices[at] = named[entry];
        weights[at] = weighted ? batch.get(row).weights()[table][entry] : 1;
        rows[at] = row;
      }
    }
    inputs.add(InputTensor.of(tables.get(table), indices));
    if (weighted) {
      inputs.add(InputTensor.of(weights(table), weights));
    }
    inputs.add(InputTensor.of(rows(table), rows));
  }

  private InputTensor numbers(List<TowerRow> rows) {
    int width = kernel.numbers();
    float[] numbers = new float[rows.size() * width];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row).numbers(), 0, numbers, row * width, width);
    }
    return new InputTensor(NUMBERS, numbers, List.of((long) rows.size(), (long) width));
  }
}
