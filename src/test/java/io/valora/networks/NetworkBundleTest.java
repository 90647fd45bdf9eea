package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.networks.CraftedBundles;
import io.valora.testing.networks.TestNetworks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zip that someone else wrote loads nothing but a network. */
class NetworkBundleTest {
  private static final String LAYER = "org.deeplearning4j.nn.conf.layers.DenseLayer";

  @Test
  void aWholeBundleIsReadAsModelSerializerReadsIt() throws IOException {
    byte[] zip = CraftedBundles.network().toZip();
    ComputationGraph graph =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip), false);

    TrainedNetwork read = TrainedNetwork.fromZip(zip);

    assertThat(read.parameters()).containsExactly(graph.params().toFloatVector());
    assertThat(read.configuration()).isEqualTo(graph.getConfiguration().toJson());
  }

  @Test
  void theOptimizersStateMayFollow() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ComputationGraph graph = CraftedBundles.network().open();
    ModelSerializer.writeModel(graph, out, true);

    assertThat(TrainedNetwork.fromZip(out.toByteArray()).parameters())
        .containsExactly(graph.params().toFloatVector());
  }

  @Test
  void everyNetworkOfOursIsKnown() {
    for (OptimizerConfig optimizer :
        new OptimizerConfig[] {
          new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7),
          new OptimizerConfig.AdamMoments(0.1, 1e-7),
          new OptimizerConfig.NesterovMomentum(0.1, 0.9),
          new OptimizerConfig.GradientDescent(0.1)
        }) {
      Regularization all = new Regularization(0.1, 0.1, 0.1, 0.1);
      RatingNetwork network =
          new RatingNetwork(
              TestNetworks.regularized(List.of(3), all), new Vocabularies(5, 5), optimizer);
      for (ComputationGraph graph :
          new ComputationGraph[] {network.create(1, 3), new TowerNetwork(network).create(1, 3)}) {
        TrainedNetwork trained = TrainedNetwork.of(graph);
        assertThat(TrainedNetwork.fromZip(trained.toZip()).parameters())
            .containsExactly(trained.parameters());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.script.ScriptEngineManager",
        "com.sun.rowset.JdbcRowSetImpl",
        "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer",
        "org.deeplearning4j.nn.conf.layersDenseLayer",
        "io.valora.networks.TrainedNetwork",
        "",
        "[Lorg.deeplearning4j.nn.conf.layers.DenseLayer;"
      })
  void anUnknownClassIsRefused(String name) {
    refuses(CraftedBundles.configured(LAYER, name))
        .hasMessage(
            "Cannot read the network: it names the class \"%s\", of which no network is made",
            name);
  }

  @Test
  void aClassIsFoundHoweverItsKeyIsWritten() {
    refuses(CraftedBundles.configured("\"@class\" : \"" + LAYER, "\"\\u0040class\" : \"evil.Layer"))
        .hasMessageContaining("it names the class \"evil.Layer\"");
    refuses(
            CraftedBundles.configured(
                "\"@class\" : \"" + LAYER + "\"",
                "\"@class\" : \"evil.Layer\", \"@class\" : \"" + LAYER + "\""))
        .hasMessage("Cannot read the network: its configuration is not JSON");
  }

  /** DL4J itself reads the entry by Java deserialization, and does what the bytes want. */
  @Test
  void aSerializedObjectIsNeverDeserialized() {
    byte[] zip = CraftedBundles.with("preprocessor.bin", CraftedBundles.serializedTrap());
    int before = CraftedBundles.SPRUNG.get();

    refuses(zip)
        .hasMessage(
            "Cannot read the network: it has the entry 'preprocessor.bin', which no network has");

    assertThat(CraftedBundles.SPRUNG).hasValue(before);
    assertThatCode(
            () -> ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip), false))
        .isInstanceOf(ClassCastException.class);
    assertThat(CraftedBundles.SPRUNG).hasValue(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil.sh", "/etc/passwd", "..\\evil.bat", "normalizer.bin"})
  void anEntryThatNoNetworkHasIsRefused(String name) {
    refuses(CraftedBundles.with(name, new byte[] {1}))
        .hasMessage("Cannot read the network: it has the entry '%s', which no network has", name);
    refuses(CraftedBundles.zip(Map.of(name, new byte[] {1})))
        .hasMessage(
            "Cannot read the network: it has the entry '%s' where configuration.json should be",
            name);
  }

  @Test
  void aNumberOfWeightsThatIsNotTheGraphsIsRefused() {
    int weights = CraftedBundles.network().parameters().length;
    refuses(CraftedBundles.declaring(Long.MAX_VALUE, "FLOAT"))
        .hasMessage(
            "Cannot read the network: it has 9,223,372,036,854,775,807 weights where its"
                + " configuration has %d",
            weights);
    refuses(CraftedBundles.declaring(-1, "FLOAT")).hasMessageContaining("it has -1 weights");
    refuses(CraftedBundles.declaring(weights, "UTF8"))
        .hasMessage("Cannot read the network: its numbers are UTF8, and must be FLOAT");
    refuses(CraftedBundles.declaring(weights, "FLOAT")).hasMessageContaining("are no DL4J graph");
  }

  @Test
  void aGraphThatNoMemoryHoldsIsRefusedBeforeItIsMade() {
    refuses(CraftedBundles.configured("\"nin\" : 6", "\"nin\" : 400000000"))
        .hasMessageContaining(" weights are more than the driver's memory (more with: --conf ")
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(Outcome.RESOURCES);
    refuses(CraftedBundles.configured("\"nin\" : 6", "\"nin\" : 4000000000000000000"))
        .isInstanceOf(JobException.class);
    refuses(CraftedBundles.configured("\"nin\" : 6", "\"nin\" : -60"))
        .hasMessageContaining("its configuration describes -");
  }

  /** 17 MB of blanks are 17 kB in the zip. */
  @Test
  void aConfigurationThatInflatesWithoutEndIsRefused() {
    byte[] blanks = new byte[17 << 20];
    Arrays.fill(blanks, (byte) ' ');
    refuses(CraftedBundles.zip(Map.of("configuration.json", blanks)))
        .hasMessage("Cannot read the network: its configuration is longer than 16,777,216 bytes");
  }

  @Test
  void aBundleThatIsCutOffIsRefusedWhereverItIsCut() {
    byte[] zip = CraftedBundles.network().toZip();
    int data = zip.length - 200;
    for (int length = 0; length < data; length += 97) {
      refuses(Arrays.copyOf(zip, length)).isInstanceOf(JobException.class);
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(byte[] zip) {
    return assertThatThrownBy(() -> TrainedNetwork.fromZip(zip))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("Cannot read the network: ");
  }
}
