package io.valora.networks;

import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerShape.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A whole tower as one output layer of a DL4J graph, which trains in one pass what a graph of stock
 * layers trains in a dozen:
 *
 * <pre>
 *   indices [batch, tables] -> one row of each table, side by side  [batch, input]
 *                           -> the dense layers of {@link TowerShape}  [batch, 1]
 * </pre>
 *
 * The parameters stand in the order of {@link TowerParameters}. With {@link
 * TowerLoss#CROSS_ENTROPY} the layer gives the probability that belongs to the tower's logit.
 * DL4J's {@code l2} is for the dense weights; its own dropout and weight noise, masks, and types
 * other than FLOAT are refused.
 */
public final class TowerLayer extends BaseOutputLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private int[] tableRows;
  @JsonProperty private int[] tableDimensions;
  @JsonProperty private int[] hidden;
  @JsonProperty private Activation hiddenActivation;
  @JsonProperty private TowerLoss towerLoss;
  @JsonProperty private double hiddenDropout;
  @JsonProperty private double inputDropout;
  @JsonProperty private double tableL2;

  /**
   * Absent where each table has one entry, behind the one before, and fills the input with them.
   */
  @JsonProperty private int[] tableColumns;

  @JsonProperty private Entries[] tableEntries;
  @JsonProperty private int inputWidth;
  @JsonProperty private Head head;

  /** For JSON. */
  private TowerLayer() {}

  private TowerLayer(Builder builder) {
    super(builder);
    TowerShape shape = builder.shape;
    this.nIn = builder.tables.size();
    this.nOut = 1;
    this.tableRows = builder.tables.stream().mapToInt(TableShape::rows).toArray();
    this.tableDimensions = builder.tables.stream().mapToInt(TableShape::dimension).toArray();
    this.hidden = shape.hidden().stream().mapToInt(width -> width).toArray();
    this.hiddenActivation = shape.activation();
    this.towerLoss = shape.loss();
    this.hiddenDropout = shape.dropout();
    this.inputDropout = shape.inputDropout();
    this.tableL2 = builder.tableL2;
    this.tableColumns = TableShape.columns(builder.tables);
    this.tableEntries = builder.tables.stream().map(TableShape::entries).toArray(Entries[]::new);
    this.inputWidth = shape.input();
    this.head = shape.head();
    initializeConstraints(builder);
  }

  /** The tables, one for each column of the input. */
  public List<TableShape> tables() {
    List<TableShape> tables = new ArrayList<>();
    for (int table = 0; table < tableRows.length; table++) {
      tables.add(
          tableColumns == null
              ? new TableShape(tableRows[table], tableDimensions[table])
              : new TableShape(
                  tableRows[table],
                  tableDimensions[table],
                  tableEntries[table],
                  tableColumns[table]));
    }
    return tables;
  }

  /** The dense layers. */
  public TowerShape shape() {
    return new TowerShape(
        tableColumns == null ? Arrays.stream(tableDimensions).sum() : inputWidth,
        Arrays.stream(hidden).boxed().toList(),
        hiddenActivation,
        towerLoss,
        hiddenDropout,
        inputDropout,
        head == null ? Head.DENSE : head);
  }

  /** Turns the first {@code length} numbers that the tower gives into what the layer gives. */
  void activate(float[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      outputs[i] = (float) towerLoss.answer(outputs[i]);
    }
  }

  @Override
  public TowerParameters initializer() {
    return TowerParameters.INSTANCE;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    requireSupported(configuration, type);
    TowerOutputLayer layer = new TowerOutputLayer(configuration, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(configuration, parameters, initialize);
    layer.setParamTable(table);
    return layer;
  }

  /** Of all rows of the tables, of the dense weights, or none of the biases. */
  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    if (!initializer().isTable(key)) {
      return super.getRegularizationByParam(key);
    }
    return tableL2 > 0 ? List.of(new L2Regularization(tableL2)) : List.of();
  }

  private void requireSupported(NeuralNetConfiguration configuration, DataType type) {
    require(type == DataType.FLOAT, "its numbers are FLOAT, not " + type);
    require(iDropout == null, "its dropout is that of its shape, not DL4J's");
    require(weightNoise == null, "it has no weight noise");
    require(configuration.isMiniBatch(), "its loss is a mean over the batch, not a sum");
  }

  private static void require(boolean supported, String reason) {
    if (!supported) {
      throw new UnsupportedOperationException("Cannot build a tower: " + reason);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TowerLayer that
        && super.equals(that)
        && tableL2 == that.tableL2
        && tables().equals(that.tables())
        && shape().equals(that.shape());
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), tables(), shape(), tableL2);
  }

  /** The last bias starts at {@code biasInit}, the others at 0. */
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private final List<TableShape> tables;
    private final TowerShape shape;
    private double tableL2;

    /**
     * @param shape its input holds the tables' columns, and behind them numbers of the row itself
     */
    public Builder(List<TableShape> tables, TowerShape shape) {
      super(
          switch (shape.loss()) {
            case MSE -> LossFunction.MSE;
            case MAE -> LossFunction.MEAN_ABSOLUTE_ERROR;
            case CROSS_ENTROPY -> LossFunction.XENT;
            case POISSON -> LossFunction.POISSON;
          });
      int columns = TableShape.width(tables);
      if (columns > shape.input()) {
        throw new IllegalArgumentException(
            "The tables give %d columns, and the dense layers take %d"
                .formatted(columns, shape.input()));
      }
      this.tables = List.copyOf(tables);
      this.shape = shape;
      weightInit(new WeightInitXavierUniform());
      activation(
          shape.loss() == TowerLoss.CROSS_ENTROPY
              ? org.nd4j.linalg.activations.Activation.SIGMOID
              : org.nd4j.linalg.activations.Activation.IDENTITY);
    }

    /** At least 0; adds this / 2 · Σ w² over all rows of the tables to the loss of each batch. */
    public Builder tableL2(double strength) {
      tableL2 = strength;
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public TowerLayer build() {
      return new TowerLayer(this);
    }
  }
}
