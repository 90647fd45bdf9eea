package io.valora.export;

import io.valora.base.EnumNames;
import io.valora.export.weights.Precision;
import java.util.List;

/** Format of an export. */
public enum ExportFormat {
  /** A folder for ONNX Runtime. */
  ONNX,
  /** One page that predicts by itself. */
  BROWSER;

  /** Precisions of weights that it has, the widest first. */
  public List<Precision> precisions() {
    return this == ONNX ? List.of(Precision.values()) : List.of(Precision.FP32, Precision.INT8);
  }

  /** As users write it. */
  public String label() {
    return EnumNames.nameOf(this);
  }
}
