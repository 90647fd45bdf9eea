package io.valora.testing.tower;

import io.valora.tower.TowerShape;
import java.util.Random;

/** The formula of {@link TowerShape} in doubles, and derivatives of its loss by differences. */
public final class ReferenceTower {
  private static final double STEP = 1e-5;

  private final TowerShape shape;
  private final double[] weights;

  public ReferenceTower(TowerShape shape, float[] weights) {
    this(shape, doubles(weights));
  }

  public ReferenceTower(TowerShape shape, double[] weights) {
    this.shape = shape;
    this.weights = weights;
  }

  public double output(double[] input) {
    return shape.head() == TowerShape.Head.FACTORS ? product(input) : dense(input);
  }

  private double product(double[] input) {
    int side = input.length / 2;
    double sum = weights[0] + input[0] + input[side];
    for (int k = 1; k < side; k++) {
      sum += input[k] * input[side + k];
    }
    return sum;
  }

  private double dense(double[] input) {
    double[] values = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      values = layer(layer, values);
    }
    return values[0];
  }

  /** Mean loss of rows. */
  public double loss(float[][] inputs, float[] labels) {
    double sum = 0;
    for (int row = 0; row < inputs.length; row++) {
      sum += loss(doubles(inputs[row]), labels[row]);
    }
    return sum / inputs.length;
  }

  /** Of {@link #loss} by all weights. */
  public double[] gradients(float[][] inputs, float[] labels) {
    double[] gradients = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      weights[i] = weight + STEP;
      double above = loss(inputs, labels);
      weights[i] = weight - STEP;
      gradients[i] = (above - loss(inputs, labels)) / (2 * STEP);
      weights[i] = weight;
    }
    return gradients;
  }

  /** Of one row's own loss by its numbers. */
  public double[] gradients(float[] input, float label) {
    double[] values = doubles(input);
    double[] gradients = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + STEP;
      double above = loss(values, label);
      values[i] = value - STEP;
      gradients[i] = (above - loss(values, label)) / (2 * STEP);
      values[i] = value;
    }
    return gradients;
  }

  /** Of one row. */
  public double loss(double[] input, double label) {
    double output = output(input);
    return switch (shape.loss()) {
      case MSE -> (output - label) * (output - label);
      case MAE -> Math.abs(output - label);
      case CROSS_ENTROPY -> Math.log1p(Math.exp(output)) - label * output;
      case POISSON -> Math.exp(output) - label * output;
    };
  }

  private double[] layer(int layer, double[] below) {
    int width = shape.widthOutOf(layer);
    int from = shape.offset(layer);
    double[] values = new double[width];
    for (int j = 0; j < width; j++) {
      values[j] = weights[from + below.length * width + j];
      for (int i = 0; i < below.length; i++) {
        values[j] += below[i] * weights[from + i * width + j];
      }
      values[j] = layer == shape.layers() - 1 ? values[j] : activated(values[j]);
    }
    return values;
  }

  private double activated(double value) {
    return switch (shape.activation()) {
      case RELU -> Math.max(value, 0);
      case TANH -> Math.tanh(value);
      case IDENTITY -> value;
    };
  }

  public static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  public static float[] gaussian(int length, double deviation, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }
}
