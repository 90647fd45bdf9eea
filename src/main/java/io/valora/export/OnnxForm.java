package io.valora.export;

import io.valora.export.onnx.OnnxModel;
import io.valora.export.onnx.OnnxSession;
import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form that answers in ONNX Runtime.
 *
 * @param content the file that holds the network, by what was measured
 * @param bytesBeside size of the files beside it
 */
record OnnxForm(
    ExportedModel model,
    OnnxSession session,
    Function<TrialResult, byte[]> content,
    long bytesBeside)
    implements AnsweringForm {
  @Override
  public double[] answers(List<TowerRow> rows) {
    return session.answers(OnnxModel.ANSWER, model.inputs(rows));
  }

  @Override
  public Optional<double[]> orders(List<TowerRow> rows) {
    return session.has(OnnxModel.ORDER)
        ? Optional.of(session.answers(OnnxModel.ORDER, model.inputs(rows)))
        : Optional.empty();
  }

  @Override
  public byte[] content(TrialResult measured) {
    return content.apply(measured);
  }

  @Override
  public void close() {
    session.close();
  }
}
