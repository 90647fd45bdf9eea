package io.valora.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.valora.export.weights.Precision;
import io.valora.export.weights.StoredNetwork;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.testing.model.PairExamples;
import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.Standardization;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerRow;
import io.valora.tower.TowerShape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs in ONNX Runtime, held against plain Java with the same weights. */
class OnnxModelTest {
  private static final int ROWS = 60;
  private static final String PYTHON = "/usr/bin/python3";
  private static final Output PLAIN = new Output("y", "y", "", Range.ALL, List.of());

  /** Small ones of every shape, and some that are worth fewer bits. */
  private static Map<String, TowerDesign> designs() {
    Map<String, TowerDesign> designs = new LinkedHashMap<>(RowExamples.designs());
    for (TowerLoss loss : TowerLoss.values()) {
      for (Activation activation : Activation.values()) {
        designs.put(
            "embeddings and layers, %s, %s".formatted(loss, activation),
            RowExamples.design(
                List.of(new TableShape(90, 32), new TableShape(120, 12)),
                new TowerShape(44, List.of(33, 17), activation, loss, 0, 0)));
      }
    }
    designs.put(
        "factors with contexts",
        RowExamples.design(
            List.of(
                new TableShape(90, 41),
                new TableShape(120, 41),
                new TableShape(400, 1, Entries.BAG, 41)),
            TowerShape.factors(40, TowerLoss.MSE)));
    designs.put(
        "averaged embeddings",
        RowExamples.design(
            List.of(new TableShape(500, 16, Entries.BAG, 0)),
            new TowerShape(16, List.of(8), Activation.RELU, TowerLoss.CROSS_ENTROPY, 0, 0)));
    designs.put(
        "columns of a table",
        RowExamples.design(
            List.of(), new TowerShape(40, List.of(20), Activation.RELU, TowerLoss.MSE, 0, 0)));
    return designs;
  }

  static Stream<String> names() {
    return designs().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void answersAreThoseOfPlainJavaAloneAndTogether(String name) {
    RowKernel kernel = kernel(designs().get(name));
    List<TowerRow> rows = rows(kernel);
    for (Precision precision : Precision.values()) {
      StoredNetwork stored = StoredNetwork.of(kernel, precision);
      NetworkInputs inputs = inputs(kernel);
      double[] expected = rows.stream().mapToDouble(stored.kernel()::predict).toArray();
      byte[] bytes = OnnxModel.of(stored, inputs, PLAIN).toBytes(Map.of());

      try (OnnxSession session = OnnxSession.of(bytes)) {
        double[] found = session.answers(OnnxModel.ANSWER, inputs.of(rows));
        for (int row = 0; row < ROWS; row++) {
          assertThat(found[row])
              .isCloseTo(expected[row], within(1e-5 * Math.max(1, Math.abs(expected[row]))));
          double alone =
              session.answers(OnnxModel.ANSWER, inputs.of(rows.subList(row, row + 1)))[0];
          assertThat(alone).isCloseTo(found[row], within(1e-6 * Math.max(1, Math.abs(alone))));
        }
      }
      assertThat(OnnxModel.of(stored, inputs, PLAIN).toBytes(Map.of())).isEqualTo(bytes);
    }
  }

  @Test
  void answersAreInTheUnitAndTheRangeOfTheOutput() {
    RowKernel kernel =
        new RowKernel(
            List.of(),
            new TowerShape(1, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0),
            new float[] {1, 0});
    Output output =
        new Output("y", "y", "", new Range(-5, 1e9), List.of())
            .withScale(new Standardization(1e6, 10));
    NetworkInputs inputs = new NetworkInputs(kernel, List.of(), false);
    StoredNetwork stored = StoredNetwork.of(kernel, Precision.FP32);
    try (OnnxSession session =
        OnnxSession.of(OnnxModel.of(stored, inputs, output).toBytes(Map.of()))) {
      double[] found =
          session.answers(
              OnnxModel.ANSWER,
              inputs.of(
                  Stream.of(0.5f, -2e5f, 2e8f)
                      .map(number -> TowerRow.ofNumbers(new float[] {number}))
                      .toList()));
      assertThat(found).containsExactly(1_000_005, -5, 1e9);
    }
  }

  @Test
  void theNetworkOfListsIsAnotherOutput() {
    RowKernel stars = PairExamples.biases(PairExamples.STARS);
    RowKernel opposite = PairExamples.opposite();
    NetworkInputs inputs = new NetworkInputs(stars, List.of("user", "item"), false);
    byte[] bytes =
        OnnxModel.of(StoredNetwork.of(stars, Precision.FP32), inputs, PLAIN)
            .withOrder(StoredNetwork.of(opposite, Precision.FP32), inputs)
            .toBytes(Map.of("run", "r1"));
    try (OnnxSession session = OnnxSession.of(bytes)) {
      assertThat(session.has(OnnxModel.ORDER)).isTrue();
      List<InputTensor> rows = inputs.of(List.of(TowerRow.of(1, 2), TowerRow.of(0, 4)));
      assertThat(session.answers(OnnxModel.ANSWER, rows)).containsExactly(4.5, 6);
      assertThat(session.answers(OnnxModel.ORDER, rows)).containsExactly(-4.5, -6);
    }
  }

  @Test
  void aCommandLineThatOnnxRuntimeDoesNotBearIsRefused(@TempDir Path folder) throws IOException {
    Path line = Files.writeString(folder.resolve("line"), "x".repeat(3_900));
    OnnxSession.requireShort(line);
    OnnxSession.requireShort(folder.resolve("none"));
    Files.writeString(line, "x".repeat(3_901));
    assertThatThrownBy(() -> OnnxSession.requireShort(line))
        .hasMessageStartingWith(
            "Cannot start ONNX Runtime: this process has a command line of 3,901 bytes");
  }

  @Test
  void onnxsOwnCheckerFindsNothing(@TempDir Path folder) throws Exception {
    assumeTrue(run(folder, "import onnx.checker") == 0, "no python3-onnx");
    int number = 0;
    for (TowerDesign design : designs().values()) {
      RowKernel kernel = kernel(design);
      for (Precision precision : Precision.values()) {
        OnnxModel model = OnnxModel.of(StoredNetwork.of(kernel, precision), inputs(kernel), PLAIN);
        Files.write(folder.resolve(number++ + ".onnx"), model.toBytes(Map.of("run", "r1")));
      }
    }
    String check =
        "import onnx, sys\n"
            + "for n in range(%d): ".formatted(number)
            + "onnx.checker.check_model(onnx.load(sys.argv[1] + '/%d.onnx' % n), full_check=True)";
    assertThat(run(folder, check)).as(folder.toString()).isZero();
  }

  private static int run(Path folder, String script) throws IOException, InterruptedException {
    if (!new File(PYTHON).canExecute()) {
      return -1;
    }
    return new ProcessBuilder(PYTHON, "-c", script, folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("python.log").toFile())
        .start()
        .waitFor();
  }

  private static RowKernel kernel(TowerDesign design) {
    return new RowKernel(
        design.tables(), design.dense(), ReferenceTower.gaussian(design.parameters(), 0.2, 5));
  }

  private static NetworkInputs inputs(RowKernel kernel) {
    List<String> names =
        IntStream.range(0, kernel.tables().size()).mapToObj(table -> "table" + table).toList();
    return new NetworkInputs(kernel, names, true);
  }

  /** Bags have up to 3 entries; the first rows have none. */
  private static List<TowerRow> rows(RowKernel kernel) {
    Random random = new Random(7);
    List<TowerRow> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      int count = row / 2 % 4;
      int[][] indices = new int[kernel.tables().size()][];
      float[][] weights = new float[indices.length][];
      for (int table = 0; table < indices.length; table++) {
        TableShape shape = kernel.tables().get(table);
        boolean isBag = shape.entries() == Entries.BAG;
        indices[table] = random.ints(isBag ? count : 1, 0, shape.rows()).toArray();
        weights[table] = new float[isBag ? count : 1];
        for (int entry = 0; entry < weights[table].length; entry++) {
          weights[table][entry] = isBag ? (float) random.nextGaussian() : 1;
        }
      }
      float[] numbers = new float[kernel.numbers()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      rows.add(new TowerRow(indices, weights, numbers));
    }
    return rows;
  }
}
