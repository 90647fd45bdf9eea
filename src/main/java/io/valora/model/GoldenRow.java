package io.valora.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Golden row: raw input and expected answer, by which a loaded model is verified.
 *
 * @param cells text by name of the input, as a user would write it; an input that is absent is
 *     missing
 * @param value of the {@link Prediction}
 * @param label of the class that the value stands for; empty where that isn't expected
 */
public record GoldenRow(Map<String, String> cells, double value, String label)
    implements Serializable {
  public GoldenRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** With an expected value alone. */
  public GoldenRow(Map<String, String> cells, double value) {
    this(cells, value, "");
  }
}
