package io.valora.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.export.onnx.NetworkInputs;
import io.valora.export.weights.ByteMatrix;
import io.valora.export.weights.FloatMatrix;
import io.valora.export.weights.Precision;
import io.valora.export.weights.ScaledBy;
import io.valora.export.weights.StoredNetwork;
import io.valora.features.text.EncodedText;
import io.valora.features.text.ShortHashRows;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.TextEncoderJson;
import io.valora.features.text.VocabularyRows;
import io.valora.features.text.Weighting;
import io.valora.json.CheckedNode;
import io.valora.models.TextModel;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerRow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A model of texts with a vocabulary, of which the export may keep a part. */
final class TextSource implements ModelSource {
  private static final String ENCODER = "encoder.json";
  static final String VOCABULARY = "vocabulary.bin";
  private static final int KEY_BYTES = ShortHashRows.BITS / Byte.SIZE;

  private final TextModel model;
  private final TermTable terms;
  private final Supplier<TermWeights> weigher;
  private TermWeights weights;

  private TextSource(TextModel model, TermTable terms, Supplier<TermWeights> weigher) {
    this.model = model;
    this.terms = terms;
    this.weigher = weigher;
  }

  static TextSource of(Storage storage, RunFolder run, TextModel model) {
    TermTable terms = TermTable.read(storage, run, model.encoder().tableRows() - 1);
    SplitRows rows = new SplitRows(storage, run, model.signature());
    return new TextSource(
        model, terms, () -> TermWeights.of(model, terms, textsByRow(model, rows)));
  }

  private static int[] textsByRow(TextModel model, SplitRows rows) {
    int[] texts = new int[model.encoder().tableRows()];
    rows.forEachValue(
        "train",
        model.signature().names().get(0),
        text -> {
          for (int row : model.encoder().encode((String) text).indices()) {
            texts[row]++;
          }
        });
    return texts;
  }

  @Override
  public OptionalInt terms() {
    return OptionalInt.of(terms.size());
  }

  @Override
  public ExportedModel of(Precision precision, OptionalInt count) {
    boolean all = count.isEmpty() || count.getAsInt() >= terms.size();
    int[] rows =
        all ? IntStream.rangeClosed(1, terms.size()).toArray() : heaviest(count.getAsInt());
    OptionalInt kept = all ? OptionalInt.empty() : OptionalInt.of(rows.length);
    return precision == Precision.INT8 ? compact(rows, kept) : plain(precision, rows, kept);
  }

  private int[] heaviest(int count) {
    if (count < 1) {
      throw JobException.invalid("--terms", count, "must be at least 1");
    }
    weights = weights == null ? weigher.get() : weights;
    return weights.heaviest(count);
  }

  /** Terms and ratios as they are, in the order of the run's model. */
  private ExportedModel plain(Precision precision, int[] rows, OptionalInt kept) {
    TextEncoder encoder =
        TextEncoder.of(config(), new VocabularyRows(terms.hashes(rows), terms.ratios(rows)));
    List<ExportFile> files =
        List.of(ExportFile.of(ENCODER, TextEncoderJson.write(config())), terms.file(rows));
    return exported(precision, encoder, new Kept(rows, kept), files);
  }

  /** Five bytes for each term and one for its ratio, in the order of those bytes. */
  private ExportedModel compact(int[] some, OptionalInt kept) {
    long[] hashes = terms.hashes();
    Integer[] byKey =
        Arrays.stream(some)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(row -> ShortHashRows.key(hashes[row - 1]))
                    .thenComparing(row -> row))
            .toArray(Integer[]::new);
    int[] rows =
        IntStream.range(0, byKey.length)
            .filter(i -> i == 0 || key(byKey[i]) != key(byKey[i - 1]))
            .map(i -> byKey[i])
            .toArray();
    float[] ratios = terms.ratios(rows);
    ByteMatrix rounded =
        ByteMatrix.of(new FloatMatrix(ratios, 0, ratios.length, 1), ScaledBy.COLUMN);
    rounded.restore(ratios, 0);
    long[] keys = Arrays.stream(rows).mapToLong(this::key).toArray();
    TextEncoder encoder = TextEncoder.of(config(), new ShortHashRows(keys, ratios));
    List<ExportFile> files =
        List.of(
            ExportFile.of(ENCODER, encoderJson(rounded)),
            ExportFile.of(VOCABULARY, vocabulary(keys, rounded)));
    return exported(Precision.INT8, encoder, new Kept(rows, kept), files);
  }

  private long key(int row) {
    return ShortHashRows.key(terms.hashes()[row - 1]);
  }

  private boolean hasRatios() {
    return config().weighting() == Weighting.COUNT_RATIO;
  }

  private String encoderJson(ByteMatrix ratios) {
    String json = TextEncoderJson.write(config());
    ObjectNode root = (ObjectNode) CheckedNode.parse(ENCODER, json).value();
    ObjectNode vocabulary = root.putObject("vocabulary");
    vocabulary.put("file", VOCABULARY).put("terms", ratios.rows()).put("key-bytes", KEY_BYTES);
    if (hasRatios()) {
      vocabulary.put("ratio-scale", (double) ratios.scales()[0]);
    }
    return root.toPrettyString();
  }

  private byte[] vocabulary(long[] keys, ByteMatrix ratios) {
    ByteBuffer bytes = ByteBuffer.allocate(keys.length * (KEY_BYTES + (hasRatios() ? 1 : 0)));
    for (long key : keys) {
      for (int shift = ShortHashRows.BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        bytes.put((byte) (key >>> shift));
      }
    }
    if (hasRatios()) {
      bytes.put(ratios.values());
    }
    return bytes.array();
  }

  /** Rows of the run's table that become rows from 1 on, and their number where some were left. */
  private record Kept(int[] rows, OptionalInt count) {}

  private ExportedModel exported(
      Precision precision, TextEncoder encoder, Kept kept, List<ExportFile> files) {
    RowKernel kernel = kernel(kept.rows());
    return new ExportedModel(
        model.signature(),
        precision,
        kept.count(),
        new ExportedModel.Networks(
            new NetworkInputs(kernel, List.of("term"), true),
            StoredNetwork.of(kernel, precision),
            Optional.empty()),
        values -> row(encoder.encode((String) values[0])),
        files);
  }

  private RowKernel kernel(int[] rows) {
    RowKernel whole = model.kernel();
    TableShape table = whole.tables().get(0);
    int dimension = table.dimension();
    int behind = whole.parameters().length - table.rows() * dimension;
    float[] weights = new float[(rows.length + 1) * dimension + behind];
    System.arraycopy(whole.parameters(), 0, weights, 0, dimension);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          whole.parameters(), rows[i] * dimension, weights, (i + 1) * dimension, dimension);
    }
    System.arraycopy(
        whole.parameters(),
        table.rows() * dimension,
        weights,
        (rows.length + 1) * dimension,
        behind);
    TableShape shorter =
        new TableShape(rows.length + 1, dimension, table.entries(), table.column());
    return new RowKernel(List.of(shorter), whole.shape(), weights);
  }

  private TextConfig config() {
    return model.encoder().config();
  }

  private static TowerRow row(EncodedText text) {
    return TowerRow.ofBag(text.indices(), text.weights());
  }
}
