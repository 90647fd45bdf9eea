package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.LittleEndianFloats;
import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import io.valora.tower.TableShape.Entries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are what {@link #DENSE} and {@link #FACTORS} are written as. */
class RowKernelJsonTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/network");

  private static final RowKernel DENSE =
      new RowKernel(
          List.of(new TableShape(3, 2, Entries.ONE, 0), new TableShape(4, 1, Entries.BAG, 2)),
          new TowerShape(5, List.of(3), Activation.TANH, TowerLoss.CROSS_ENTROPY, 0, 0),
          ReferenceTower.gaussian(32, 1, 1));

  private static final RowKernel FACTORS =
      new RowKernel(
          List.of(new TableShape(3, 2, Entries.ONE, 0), new TableShape(4, 2, Entries.ONE, 2)),
          TowerShape.factors(1, TowerLoss.MSE),
          ReferenceTower.gaussian(15, 1, 2));

  @Test
  void kernelsAreWrittenAsTheirGoldenFiles() throws IOException {
    assertThat(RowKernelJson.write(DENSE)).isEqualTo(golden("valid-dense.json"));
    assertThat(RowKernelJson.write(FACTORS)).isEqualTo(golden("valid-factors.json"));
  }

  @ParameterizedTest
  @MethodSource("io.valora.tower.RowKernelTest#designs")
  void everyTowerIsReadBackToTheBit(String name) throws IOException {
    TowerDesign design = RowKernelTest.allDesigns().get(name);
    RowKernel kernel =
        new RowKernel(
            design.tables(), design.dense(), ReferenceTower.gaussian(design.parameters(), 0.5, 5));

    RowKernel read = read(RowKernelJson.write(kernel), weights(kernel.parameters()));

    assertThat(read.parameters()).containsExactly(kernel.parameters());
    assertThat(read.shape()).isEqualTo(kernel.shape());
    for (TowerRow row : RowKernelTest.rows(design, RowExamples.batch(design, 20, 3))) {
      assertThat(read.predict(row)).isEqualTo(kernel.predict(row));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "format-version" : 1 | "format-version" : 2 | unknown format-version 2 (this version reads 1)
          "kind" : "bag" | "kind" : "sack" | tables[1].kind is "sack" (must be index or bag)
          "rows" : 4 | "rows" : 0 | tables[1].rows is 0 (must be a whole number of at least 1)
          "column" : 2 | "column" : -1 | tables[1].column is -1 (must be at least 0)
          "column" : 2 | "column" : 3000000000 | tables[1].column is 3000000000 (must be a column of the input)
          "column" : 2 | "column" : 9 | input is 5 (must be at least 10, the tables' columns)
          "numbers" : 2 | "numbers" : 1 | numbers is 1 (must be 2)
          "head" : "dense" | "head" : "tail" | head is "tail" (must be one of dense, factors)
          "head" : "dense" | "head" : "factors" | input is 5 (must be even, as factors are two halves)
          "hidden" : [ 3 ] | "hidden" : [ 0 ] | hidden[0] is 0 (must be a whole number of at least 1)
          "activation" : "tanh" | "activation" : "swish" | activation is "swish" (must be one of relu, tanh, identity)
          "loss" : "cross-entropy" | "loss" : "mape" | loss is "mape" (must be one of mse, mae, cross-entropy, poisson)
          "parameters" : 32 | "parameters" : 31 | parameters is 31 (must be 32, the weights of its tables and layers)
          "parameters" : 32 | "parameter" : 32 | missing key parameters
          """)
  void whatIsWrongWithADescriptionIsNamed(String from, String to, String fault) throws IOException {
    String broken = golden("valid-dense.json").replace(from, to);

    assertThatThrownBy(() -> read(broken, weights(DENSE.parameters())))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read network.json: " + fault);
  }

  @Test
  void factorsWithLayersAreRefused() throws IOException {
    String broken = golden("valid-factors.json").replace("[ ]", "[ 2 ]");

    assertThatThrownBy(() -> read(broken, new byte[0]))
        .hasMessage(
            "Cannot read network.json: hidden is [2] (must be empty, as factors have no layers)");
  }

  @Test
  void weightsOfAnotherLengthAreRefused() throws IOException {
    byte[] weights = weights(DENSE.parameters());
    Map<byte[], String> faults =
        Map.of(
            Arrays.copyOf(weights, weights.length - 1), "fewer than 32 numbers",
            Arrays.copyOf(weights, weights.length + 1), "more than 32 numbers");
    String json = golden("valid-dense.json");

    faults.forEach(
        (bytes, fault) ->
            assertThatThrownBy(() -> read(json, bytes))
                .hasMessage("Cannot read the weights of network.json: " + fault));
  }

  private static RowKernel read(String json, byte[] weights) {
    return RowKernelJson.read("network.json", json, new ByteArrayInputStream(weights));
  }

  private static byte[] weights(float[] parameters) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LittleEndianFloats.write(parameters, out);
    return out.toByteArray();
  }

  private static String golden(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file)).strip();
  }
}
