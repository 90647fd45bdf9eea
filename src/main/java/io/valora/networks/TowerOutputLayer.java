package io.valora.networks;

import io.valora.tower.IndexBatch;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Does what a {@link TowerLayer} says. While training, a graph asks an output layer for its
 * gradients and then for its loss: the first question answers both, by one pass of the kernel over
 * the graph's own arrays. The gradients are those of the mean over the batch. Dropout is drawn from
 * ND4J's generator, and only in that pass.
 */
final class TowerOutputLayer extends BaseOutputLayer<TowerLayer> {
  private static final long serialVersionUID = 1L;

  private final transient TowerIndices indices;
  private transient GraphKernel kernel;

  /** Mean loss of the input and the labels, once the pass was made; NaN before. */
  private double loss = Double.NaN;

  TowerOutputLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
    this.indices = TowerIndices.of(layerConf());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    loss = kernel().train(indices.read(input, requireLabels()), seed());
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach((key, view) -> gradient.setGradientFor(key, view, 'c'));
    this.gradient = gradient;
    INDArray ofIndices = workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    return new Pair<>(gradient, ofIndices);
  }

  @Override
  public double computeScore(double penalty, boolean training, LayerWorkspaceMgr workspaces) {
    if (Double.isNaN(loss)) {
      loss = 0;
      float[] losses = losses();
      for (float one : losses) {
        loss += (double) one / losses.length;
      }
    }
    score = loss + penalty;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double penalty, LayerWorkspaceMgr workspaces) {
    float[] losses = losses();
    INDArray scores = column(losses, workspaces);
    return scores.addi(penalty);
  }

  @Override
  public void computeGradientAndScore(LayerWorkspaceMgr workspaces) {
    backpropGradient(null, workspaces);
    computeScore(0, true, workspaces);
  }

  /** [batch, 1], without dropout. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    float[] outputs = kernel().score(indices.read(input));
    layerConf().activate(outputs, outputs.length);
    return column(outputs, workspaces);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    loss = Double.NaN;
  }

  @Override
  public void setLabels(INDArray labels) {
    super.setLabels(labels);
    loss = Double.NaN;
  }

  /** The kernel's gradients are means already. */
  @Override
  public boolean updaterDivideByMinibatch(String key) {
    return false;
  }

  @Override
  public void setMaskArray(INDArray mask) {
    if (mask != null) {
      throw new UnsupportedOperationException("Cannot mask a tower: its rows are one step each");
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int rows) {
    setMaskArray(mask);
    return new Pair<>(null, state);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Layer clone() {
    throw new UnsupportedOperationException("Cannot clone a tower: clone the graph around it");
  }

  @Override
  public void close() {
    if (kernel != null) {
      kernel.close();
      kernel = null;
    }
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
    return labels;
  }

  private float[] losses() {
    assertInputSet(false);
    TowerLoss function = layerConf().shape().loss();
    IndexBatch batch = indices.read(input, requireLabels());
    float[] losses = kernel().score(batch);
    for (int row = 0; row < losses.length; row++) {
      losses[row] = (float) function.of(losses[row], batch.labels()[row]);
    }
    return losses;
  }

  private INDArray requireLabels() {
    if (labels == null) {
      throw new IllegalStateException("Cannot compute the loss of a tower: there are no labels");
    }
    return labels;
  }

  private long seed() {
    TowerShape shape = layerConf().shape();
    boolean drops = shape.dropout() > 0 || shape.inputDropout() > 0;
    return drops ? Nd4j.getRandom().nextLong() : 0;
  }

  private GraphKernel kernel() {
    if (kernel == null || !kernel.isOver(paramsFlattened, gradientsFlattened)) {
      close();
      kernel = new GraphKernel(layerConf(), paramsFlattened, gradientsFlattened);
    }
    return kernel;
  }

  private INDArray column(float[] values, LayerWorkspaceMgr workspaces) {
    INDArray column =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, values.length, 1);
    return column.assign(Nd4j.createFromArray(values).reshape(values.length, 1));
  }
}
