package io.valora.export;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.export.onnx.InputTensor;
import io.valora.export.onnx.NetworkInputs;
import io.valora.export.onnx.OnnxModel;
import io.valora.export.weights.Precision;
import io.valora.export.weights.StoredNetwork;
import io.valora.model.Signature;
import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A model as it is exported.
 *
 * @param signature of the run's model
 * @param terms that its vocabulary keeps; empty where nothing was left out
 * @param networks what predicts, and what orders lists
 * @param rows rows of the network by values of inputs
 * @param files what turns raw input into rows
 */
record ExportedModel(
    Signature signature,
    Precision precision,
    OptionalInt terms,
    Networks networks,
    Function<Object[], TowerRow> rows,
    List<ExportFile> files) {
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

  /**
   * Its networks.
   *
   * @param ranking empty where lists are ordered by the answers
   */
  record Networks(NetworkInputs inputs, StoredNetwork stored, Optional<StoredNetwork> ranking) {
    long bytes() {
      return stored.bytes() + ranking.map(StoredNetwork::bytes).orElse(0L);
    }
  }

  ExportedModel {
    files = List.copyOf(files);
  }

  /** The answer of plain Java with the same weights. */
  double plainAnswer(TowerRow row) {
    return signature.output().restored(networks.stored().kernel().predict(row));
  }

  /** The score in lists of plain Java with the same weights. */
  double plainOrder(TowerRow row) {
    int[][] indices = row.indices();
    return networks
        .ranking()
        .orElseThrow()
        .kernel()
        .output(TowerRow.of(indices[0][0], indices[1][0]));
  }

  List<InputTensor> inputs(List<TowerRow> batch) {
    return networks.inputs().of(batch);
  }

  /** Whether a file of the Protocol Buffers can hold it. */
  boolean fitsIntoFile() {
    return networks.bytes() <= MOST_BYTES;
  }

  /**
   * The bytes of {@code model.onnx}.
   *
   * @throws JobException when no file can hold them
   */
  byte[] onnx(Map<String, String> properties) {
    if (!fitsIntoFile()) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "export the model",
          "its weights take %,d bytes, and a file holds %,d (--precision int8 takes a quarter)"
              .formatted(networks.bytes(), MOST_BYTES));
    }
    OnnxModel model = OnnxModel.of(networks.stored(), networks.inputs(), signature.output());
    networks
        .ranking()
        .ifPresent(
            ranking ->
                model.withOrder(
                    ranking,
                    new NetworkInputs(
                        ranking.kernel(), networks.inputs().tables().subList(0, 2), false)));
    return model.toBytes(properties);
  }

  /** Size of the files beside {@code model.onnx}. */
  long fileBytes() {
    return files.stream().mapToLong(ExportFile::bytes).sum();
  }
}
