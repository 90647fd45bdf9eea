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
 */
public record GoldenRow(Map<String, String> cells, double value) implements Serializable {
  public GoldenRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }
}
