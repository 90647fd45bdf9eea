package io.valora.training.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.LittleEndianFloats;
import io.valora.networks.KnownClasses;
import io.valora.networks.TrainedNetwork;
import io.valora.training.BestEpoch;
import io.valora.training.EngineState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint as a zip that is written and read in one pass, array by array; each entry's CRC-32
 * is checked. {@code src/docs/checkpoint.md} describes it.
 */
public final class CheckpointFile {
  public static final String HEAD = "checkpoint.json";
  public static final String BLOCK = "block-";
  static final String BEST_NETWORK = "best-network.json";
  static final String BEST_PARAMETERS = "best-parameters";
  private static final int BUFFER = 1 << 16;
  private static final int MOST_TEXT_BYTES = 16 << 20;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private CheckpointFile() {}

  /** Leaves the stream open. */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
    zip.setLevel(Deflater.NO_COMPRESSION);
    begin(zip, HEAD);
    zip.write(CheckpointHead.of(checkpoint).toJson().getBytes(UTF_8));
    for (int index = 0; index < checkpoint.state().blocks().size(); index++) {
      begin(zip, BLOCK + index);
      LittleEndianFloats.write(checkpoint.state().blocks().get(index), zip);
    }
    if (checkpoint.best().isPresent()) {
      TrainedNetwork network = checkpoint.best().get().network();
      begin(zip, BEST_NETWORK);
      zip.write(network.configuration().getBytes(UTF_8));
      begin(zip, BEST_PARAMETERS);
      LittleEndianFloats.write(network.parameters(), zip);
    }
    zip.finish();
    zip.flush();
  }

  /**
   * @param name what messages call the file
   * @throws IOException when it is cut off or damaged
   * @throws io.valora.base.JobException when it is whole but of another format version
   */
  public static Checkpoint read(String name, InputStream in) throws IOException {
    try {
      return read(name, new ZipInputStream(new BufferedInputStream(in, BUFFER)));
    } catch (IllegalArgumentException e) {
      throw new ZipException("a name in it is damaged");
    }
  }

  private static Checkpoint read(String name, ZipInputStream zip) throws IOException {
    CheckpointHead head = CheckpointHead.fromJson(name, text(zip, HEAD));
    List<float[]> blocks = new ArrayList<>();
    for (int length : head.blockLengths()) {
      blocks.add(floats(zip, BLOCK + blocks.size(), length));
    }
    EngineState span = head.span();
    return new Checkpoint(
        head.identity(),
        new EngineState(span.epoch(), span.finishedRounds(), span.trainedRows(), blocks),
        head.seconds(),
        head.history(),
        head.best().isPresent() ? Optional.of(best(zip, head.best().get())) : Optional.empty());
  }

  private static BestEpoch best(ZipInputStream zip, CheckpointHead.Best best) throws IOException {
    String configuration = text(zip, BEST_NETWORK);
    KnownClasses.require(configuration);
    float[] parameters = floats(zip, BEST_PARAMETERS, best.parameters());
    return new BestEpoch(
        best.epoch(), best.metric(), new TrainedNetwork(configuration, parameters));
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  private static String text(ZipInputStream zip, String name) throws IOException {
    enter(zip, name);
    byte[] bytes = zip.readNBytes(MOST_TEXT_BYTES + 1);
    if (bytes.length > MOST_TEXT_BYTES) {
      throw new ZipException("%s is longer than %,d bytes".formatted(name, MOST_TEXT_BYTES));
    }
    return new String(bytes, UTF_8);
  }

  private static float[] floats(ZipInputStream zip, String name, int length) throws IOException {
    enter(zip, name);
    if ((long) length * Float.BYTES > Runtime.getRuntime().maxMemory()) {
      throw new ZipException("%s is said to have %,d numbers".formatted(name, length));
    }
    float[] values = LittleEndianFloats.read(zip, length);
    if (zip.read() >= 0) {
      throw new ZipException("%s has more than %,d numbers".formatted(name, length));
    }
    return values;
  }

  private static void enter(ZipInputStream zip, String name) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null) {
      throw new EOFException("it ends before " + name);
    }
    if (!entry.getName().equals(name)) {
      throw new ZipException("%s stands where %s should".formatted(entry.getName(), name));
    }
  }
}
