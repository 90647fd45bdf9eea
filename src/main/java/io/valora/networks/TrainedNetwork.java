package io.valora.networks;

import io.valora.base.JobException;
import io.valora.base.LittleEndianFloats;
import io.valora.base.Outcome;
import io.valora.base.Sha256;
import io.valora.model.PairScorerFactory;
import io.valora.tower.RowKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as a value, without optimizer state: small enough to broadcast, and independent of who
 * trained it.
 *
 * @param configuration the graph in DL4J's JSON
 * @param parameters all weights in DL4J's order; not copied
 */
public record TrainedNetwork(String configuration, float[] parameters) implements Serializable {
  /** A copy of the current parameters of {@code graph}. */
  public static TrainedNetwork of(ComputationGraph graph) {
    return new TrainedNetwork(graph.getConfiguration().toJson(), graph.params().toFloatVector());
  }

  /**
   * Reads what {@link #toZip()} wrote, or any graph that DL4J's ModelSerializer wrote.
   *
   * @throws JobException when the bytes are no such graph
   */
  public static TrainedNetwork fromZip(byte[] zip) {
    try {
      return of(NetworkBundle.read(zip).open());
    } catch (JobException refused) {
      throw refused;
    } catch (IOException | RuntimeException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read the network",
          "the %d bytes are no DL4J graph".formatted(zip.length),
          e);
    }
  }

  /** The bytes of a file {@code network.zip} that DL4J's ModelSerializer can read. */
  public byte[] toZip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(open(), out, false);
    } catch (IOException e) {
      throw JobException.cannot(
          Outcome.UNEXPECTED, "write the network", "it does not fit in memory", e);
    }
    return out.toByteArray();
  }

  /** SHA-256 of the parameters as little-endian floats, 64 hexadecimal digits. */
  public String parameterHash() {
    MessageDigest sha256 = Sha256.digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      LittleEndianFloats.write(parameters, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.hex(sha256);
  }

  /** A graph of its own with these weights. */
  public ComputationGraph open() {
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
    graph.init(Nd4j.createFromArray(parameters).reshape(1, parameters.length), false);
    return graph;
  }

  /** The same function in plain form, for scoring without DL4J. */
  public RowKernel rowKernel() {
    return TowerGraph.towerOf(configuration)
        .map(tower -> new RowKernel(tower.tables(), tower.shape(), parameters))
        .orElseGet(() -> StockTower.of(open()));
  }

  /** A scorer of rows of these weights. */
  public RowScorer rowScorer() {
    return TowerGraph.towerOf(configuration)
        .<RowScorer>map(tower -> new TowerScorer(tower, parameters))
        .orElseGet(() -> new NetworkScorer(open()));
  }

  /** Scorers of these weights, for a closure or a broadcast. */
  public PairScorerFactory scorers() {
    return new NetworkScorerFactory(this);
  }
}
