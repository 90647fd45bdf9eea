package io.valora.export;

import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form that answers in plain Java.
 *
 * @param content the file that holds the network, by what was measured
 */
record PlainForm(ExportedModel model, Function<TrialResult, byte[]> content)
    implements AnsweringForm {
  @Override
  public double[] answers(List<TowerRow> rows) {
    return rows.stream().mapToDouble(model::plainAnswer).toArray();
  }

  @Override
  public Optional<double[]> orders(List<TowerRow> rows) {
    return Optional.empty();
  }

  @Override
  public byte[] content(TrialResult measured) {
    return content.apply(measured);
  }

  @Override
  public long bytesBeside() {
    return 0;
  }

  @Override
  public void close() {}
}
