package io.valora.networks;

import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The state and the step of {@link KerasAdaGrad}, for one block of weights. */
final class KerasAdaGradUpdater implements GradientUpdater<KerasAdaGrad> {
  static final String ACCUMULATOR = "accumulator";

  private final KerasAdaGrad config;
  private INDArray accumulator;
  private INDArray scratch;

  KerasAdaGradUpdater(KerasAdaGrad config) {
    this.config = config;
  }

  @Override
  public KerasAdaGrad getConfig() {
    return config;
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    if (!state.keySet().equals(Set.of(ACCUMULATOR))) {
      throw new IllegalStateException(
          "The state must have the key '%s' alone, not %s".formatted(ACCUMULATOR, state.keySet()));
    }
    hold(state.get(ACCUMULATOR), initialize);
  }

  @Override
  public Map<String, INDArray> getState() {
    return Map.of(ACCUMULATOR, accumulator);
  }

  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    hold(view, initialize);
  }

  /** Turns the gradient into the step, in place; the only other array is kept between calls. */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray flat = gradient.reshape(gradient.length());
    flat.muli(flat, scratch);
    accumulator.addi(scratch);
    accumulator.addi(config.epsilon(), scratch);
    Transforms.sqrt(scratch, false);
    flat.divi(scratch);
    flat.muli(config.getLearningRate(iteration, epoch));
  }

  private void hold(INDArray state, boolean initialize) {
    accumulator = state.reshape(state.length());
    if (initialize) {
      accumulator.assign(config.initialAccumulator());
    }
    scratch = Nd4j.createUninitializedDetached(accumulator.dataType(), accumulator.shape());
  }
}
