package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.UpdateRule;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The section {@code training.optimizer} of a job: each kind knows only the keys that it uses, and
 * its own defaults.
 */
public sealed interface OptimizerConfig {
  /** The optimizer as DL4J's updater. */
  IUpdater updater();

  /** The optimizer as a tower's update rule. */
  UpdateRule rule();

  static OptimizerConfig from(ConfigSection section) {
    return switch (section.choice("kind", OptimizerKind.class, OptimizerKind.ADAGRAD)) {
      case ADAGRAD ->
          new KerasStyleAdagrad(
              section.positive("learning-rate", 0.1),
              section.positive("initial-accumulator", KerasAdaGrad.INITIAL_ACCUMULATOR),
              section.positive("epsilon", KerasAdaGrad.EPSILON));
      case ADAM ->
          new AdamMoments(
              section.positive("learning-rate", 0.001), section.positive("epsilon", 1e-7));
      case NESTEROV ->
          new NesterovMomentum(
              section.positive("learning-rate", 0.01), section.fraction("momentum", 0.9));
      case SGD -> new GradientDescent(section.positive("learning-rate", 0.01));
    };
  }

  /** See {@link KerasAdaGrad}. */
  record KerasStyleAdagrad(double learningRate, double initialAccumulator, double epsilon)
      implements OptimizerConfig {
    @Override
    public IUpdater updater() {
      return new KerasAdaGrad(learningRate, initialAccumulator, epsilon);
    }

    @Override
    public UpdateRule rule() {
      return new UpdateRule.Adagrad(
          (float) learningRate, (float) initialAccumulator, (float) epsilon);
    }
  }

  /** Adam with decay rates 0.9 and 0.999. */
  record AdamMoments(double learningRate, double epsilon) implements OptimizerConfig {
    @Override
    public IUpdater updater() {
      return Adam.builder().learningRate(learningRate).epsilon(epsilon).build();
    }

    @Override
    public UpdateRule rule() {
      return new UpdateRule.Adam((float) learningRate, (float) epsilon);
    }
  }

  /** Nesterov's accelerated gradient. */
  record NesterovMomentum(double learningRate, double momentum) implements OptimizerConfig {
    @Override
    public IUpdater updater() {
      return new Nesterovs(learningRate, momentum);
    }

    @Override
    public UpdateRule rule() {
      return new UpdateRule.Nesterov((float) learningRate, (float) momentum);
    }
  }

  /** Plain stochastic gradient descent. */
  record GradientDescent(double learningRate) implements OptimizerConfig {
    @Override
    public IUpdater updater() {
      return new Sgd(learningRate);
    }

    @Override
    public UpdateRule rule() {
      return new UpdateRule.GradientDescent((float) learningRate);
    }
  }
}
