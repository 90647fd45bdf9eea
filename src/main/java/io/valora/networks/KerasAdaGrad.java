package io.valora.networks;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adagrad (Duchi, Hazan, Singer, 2011) with the semantics of Keras 3: per weight,
 *
 * <pre>
 *   a₀ = initial accumulator
 *   aₜ = aₜ₋₁ + gₜ²
 *   wₜ = wₜ₋₁ - learning rate · gₜ / √(aₜ + epsilon)
 * </pre>
 *
 * DL4J's own starts the accumulator at 1e-6, which makes the first step of every weight as large as
 * the learning rate, whatever the gradient. State: one number per weight.
 */
public final class KerasAdaGrad implements IUpdater {
  public static final double INITIAL_ACCUMULATOR = 0.1;
  public static final double EPSILON = 1e-7;
  private static final long serialVersionUID = 1L;

  private double learningRate;
  private final double initialAccumulator;
  private final double epsilon;

  public KerasAdaGrad(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("initialAccumulator") double initialAccumulator,
      @JsonProperty("epsilon") double epsilon) {
    this.learningRate = learningRate;
    this.initialAccumulator = initialAccumulator;
    this.epsilon = epsilon;
  }

  /** With the accumulator and epsilon that are the defaults of Keras. */
  public KerasAdaGrad(double learningRate) {
    this(learningRate, INITIAL_ACCUMULATOR, EPSILON);
  }

  public double initialAccumulator() {
    return initialAccumulator;
  }

  public double epsilon() {
    return epsilon;
  }

  @Override
  public long stateSize(long weights) {
    return weights;
  }

  @Override
  public GradientUpdater<KerasAdaGrad> instantiate(INDArray view, boolean initialize) {
    INDArray flat = view.reshape(view.length());
    KerasAdaGradUpdater updater = new KerasAdaGradUpdater(this);
    updater.setStateViewArray(flat, flat.shape(), flat.ordering(), initialize);
    return updater;
  }

  @Override
  public GradientUpdater<KerasAdaGrad> instantiate(
      Map<String, INDArray> state, boolean initialize) {
    KerasAdaGradUpdater updater = new KerasAdaGradUpdater(this);
    updater.setState(state, initialize);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRate;
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  /** Schedules are not offered: the accumulator is the schedule. */
  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    if (schedule != null) {
      throw new UnsupportedOperationException("KerasAdaGrad has no learning rate schedule");
    }
    learningRate = rate;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public KerasAdaGrad clone() {
    return new KerasAdaGrad(learningRate, initialAccumulator, epsilon);
  }

  /** DL4J updates neighboring weights with equal updaters in one operation. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KerasAdaGrad that
        && learningRate == that.learningRate
        && initialAccumulator == that.initialAccumulator
        && epsilon == that.epsilon;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(learningRate) * 31 + Double.hashCode(initialAccumulator);
  }
}
