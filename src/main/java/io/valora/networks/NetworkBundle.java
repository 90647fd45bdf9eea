package io.valora.networks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;

/**
 * Reads the zip that DL4J's ModelSerializer writes. ModelSerializer itself would inflate whatever
 * is in the zip, make objects of any class the configuration names, and read an entry {@code
 * preprocessor.bin} by Java deserialization; here nothing but the expected entries is accepted, the
 * configuration is bounded and passes {@link KnownClasses}, and there are as many weights as the
 * graph has.
 */
final class NetworkBundle {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final String UPDATER_STATE = "updaterState.bin";
  private static final int MOST_CONFIGURATION_BYTES = 16 << 20;
  private static final int MOST_SHAPE_NUMBERS = 68;
  private static final int PIECE = 1 << 16;

  private NetworkBundle() {}

  /**
   * @throws IOException when the bytes are no zip of these entries
   * @throws JobException when the zip says more than it may
   */
  static TrainedNetwork read(byte[] bytes) throws IOException {
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes));
    requireNext(zip, CONFIGURATION);
    byte[] text = zip.readNBytes(MOST_CONFIGURATION_BYTES + 1);
    if (text.length > MOST_CONFIGURATION_BYTES) {
      throw refused("its configuration is longer than %,d bytes", MOST_CONFIGURATION_BYTES);
    }
    String configuration = new String(text, UTF_8);
    KnownClasses.require(configuration);
    long expected = weights(ComputationGraphConfiguration.fromJson(configuration));
    requireMemoryFor(expected);
    requireNext(zip, COEFFICIENTS);
    float[] parameters = weights(new DataInputStream(zip), (int) expected);
    requireNothingElse(zip);
    return new TrainedNetwork(configuration, parameters);
  }

  private static void requireNext(ZipInputStream zip, String name) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new EOFException("it ends before " + name);
    }
    if (!entry.getName().equals(name)) {
      throw refused("it has the entry '%s' where %s should be", entry.getName(), name);
    }
  }

  /** The optimizer's state may follow; it isn't read. */
  private static void requireNothingElse(ZipInputStream zip) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry != null && !entry.getName().equals(UPDATER_STATE)) {
      throw refused("it has the entry '%s', which no network has", entry.getName());
    }
  }

  private static long weights(ComputationGraphConfiguration graph) {
    long weights = 0;
    for (GraphVertex vertex : graph.getVertices().values()) {
      weights = Math.addExact(weights, vertex.numParams(true));
    }
    return weights;
  }

  private static void requireMemoryFor(long weights) {
    long bytes = Math.multiplyExact(weights, Float.BYTES);
    if (weights < 1 || weights > Integer.MAX_VALUE - Long.BYTES) {
      throw refused("its configuration describes %,d weights", weights);
    }
    if (bytes > Runtime.getRuntime().maxMemory()) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "read the network",
          "its %,d weights are more than the driver's memory (more with: --conf spark.driver.memory=%dm)"
              .formatted(weights, 3 * bytes >> 20));
    }
  }

  /** An array as ND4J writes it: two buffers, its shape and its numbers, each with a head. */
  private static float[] weights(DataInputStream in, int expected) throws IOException {
    long shape = head(in, "LONG");
    if (shape < 0 || shape > MOST_SHAPE_NUMBERS) {
      throw new ZipException("the shape of its weights is damaged");
    }
    in.readFully(new byte[(int) shape * Long.BYTES]);
    long length = head(in, "FLOAT");
    if (length != expected) {
      throw refused("it has %,d weights where its configuration has %,d", length, expected);
    }
    float[] values = new float[expected];
    ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES);
    for (int from = 0, count; from < expected; from += count) {
      count = Math.min(PIECE, expected - from);
      in.readFully(piece.array(), 0, count * Float.BYTES);
      piece.asFloatBuffer().get(values, from, count);
    }
    if (in.read() >= 0) {
      throw refused("it has more than its %,d weights", expected);
    }
    return values;
  }

  /** The length of a buffer, whose type is checked. */
  private static long head(DataInputStream in, String type) throws IOException {
    String allocation = in.readUTF();
    if (!allocation.equals("MIXED_DATA_TYPES")) {
      throw new ZipException("its weights are not as ND4J writes them");
    }
    long length = in.readLong();
    String found = in.readUTF();
    if (!found.equals(type)) {
      throw refused("its numbers are %s, and must be %s", found, type);
    }
    return length;
  }

  private static JobException refused(String reason, Object... values) {
    return JobException.cannot(
        Outcome.INVALID_REQUEST, "read the network", reason.formatted(values));
  }
}
