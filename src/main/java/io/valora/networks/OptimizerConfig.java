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

  OptimizerKind kind();

  /** The same optimizer with the keys that a section has. */
  OptimizerConfig with(ConfigSection section);

  /** With Keras' Adagrad where the section names no kind. */
  static OptimizerConfig from(ConfigSection section) {
    return from(section, KerasStyleAdagrad.USUAL);
  }

  /**
   * @param usual the kind where the section names none, with that kind's defaults
   */
  static OptimizerConfig from(ConfigSection section, OptimizerConfig usual) {
    OptimizerKind kind = section.choice("kind", OptimizerKind.class, usual.kind());
    return (kind == usual.kind() ? usual : usual(kind)).with(section);
  }

  private static OptimizerConfig usual(OptimizerKind kind) {
    return switch (kind) {
      case ADAGRAD -> KerasStyleAdagrad.USUAL;
      case ADAM -> AdamMoments.USUAL;
      case NESTEROV -> new NesterovMomentum(0.01, 0.9);
      case SGD -> new GradientDescent(0.01);
    };
  }

  /** See {@link KerasAdaGrad}. */
  record KerasStyleAdagrad(double learningRate, double initialAccumulator, double epsilon)
      implements OptimizerConfig {
    /** Keras' sums at the start, and the learning rate of embeddings. */
    public static final KerasStyleAdagrad USUAL =
        new KerasStyleAdagrad(0.1, KerasAdaGrad.INITIAL_ACCUMULATOR, KerasAdaGrad.EPSILON);

    @Override
    public OptimizerKind kind() {
      return OptimizerKind.ADAGRAD;
    }

    @Override
    public OptimizerConfig with(ConfigSection section) {
      return new KerasStyleAdagrad(
          section.positive("learning-rate", learningRate),
          section.positive("initial-accumulator", initialAccumulator),
          section.positive("epsilon", epsilon));
    }

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
    /** As in the paper, with Keras' epsilon. */
    public static final AdamMoments USUAL = new AdamMoments(0.001, 1e-7);

    @Override
    public OptimizerKind kind() {
      return OptimizerKind.ADAM;
    }

    @Override
    public OptimizerConfig with(ConfigSection section) {
      return new AdamMoments(
          section.positive("learning-rate", learningRate), section.positive("epsilon", epsilon));
    }

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
    public OptimizerKind kind() {
      return OptimizerKind.NESTEROV;
    }

    @Override
    public OptimizerConfig with(ConfigSection section) {
      return new NesterovMomentum(
          section.positive("learning-rate", learningRate), section.fraction("momentum", momentum));
    }

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
    public OptimizerKind kind() {
      return OptimizerKind.SGD;
    }

    @Override
    public OptimizerConfig with(ConfigSection section) {
      return new GradientDescent(section.positive("learning-rate", learningRate));
    }

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
