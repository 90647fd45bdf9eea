package io.valora.testing.networks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingNetwork;
import io.valora.networks.TowerNetwork;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zips of a network as someone who means harm would make them. */
public final class CraftedBundles {
  /** How often a {@link Trap} was made from bytes. */
  public static final AtomicInteger SPRUNG = new AtomicInteger();

  private CraftedBundles() {}

  /** Does what its maker likes when it is deserialized; here it counts. */
  public static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      SPRUNG.incrementAndGet();
    }
  }

  public static TrainedNetwork network() {
    return TrainedNetwork.of(ratings().create(1, 3));
  }

  /** The same as a tower. */
  public static TrainedNetwork tower() {
    return TrainedNetwork.of(new TowerNetwork(ratings()).create(1, 3));
  }

  /** The entries of a whole network's zip, in their order. */
  public static Map<String, byte[]> entries() {
    return entries(network());
  }

  public static Map<String, byte[]> entries(TrainedNetwork network) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(network.toZip()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A whole network whose configuration has one text replaced by another. */
  public static byte[] configured(String found, String instead) {
    Map<String, byte[]> entries = entries();
    String text = new String(entries.get("configuration.json"), UTF_8);
    if (!text.contains(found)) {
      throw new IllegalArgumentException("nothing to replace: " + found);
    }
    entries.put("configuration.json", text.replace(found, instead).getBytes(UTF_8));
    return zip(entries);
  }

  /** A whole network with an entry more. */
  public static byte[] with(String name, byte[] content) {
    Map<String, byte[]> entries = entries();
    entries.put(name, content);
    return zip(entries);
  }

  /** A whole network whose weights are said to be so many, of this type. */
  public static byte[] declaring(long weights, String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(8);
      out.writeUTF("LONG");
      out.write(new byte[8 * Long.BYTES]);
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(weights);
      out.writeUTF(type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with("coefficients.bin", bytes.toByteArray());
  }

  public static byte[] serializedTrap() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Trap());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static RatingNetwork ratings() {
    return new RatingNetwork(
        TestNetworks.small(List.of(4)),
        new Vocabularies(5, 5),
        new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
  }
}
