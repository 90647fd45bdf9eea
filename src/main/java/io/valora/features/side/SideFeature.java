package io.valora.features.side;

import io.valora.features.MultiValues;
import java.io.Serializable;

/**
 * One column of a side table and how it becomes entries.
 *
 * @param column a declared column
 * @param separator between the values of a cell of a kind that has several; otherwise empty
 * @param bins the most bins of a kind that has bins, at least 2; otherwise without meaning
 */
public record SideFeature(String column, SideKind kind, String separator, int bins)
    implements Serializable {
  /** Bins unless the job file says otherwise. */
  public static final int DEFAULT_BINS = 10;

  public SideFeature {
    if (bins < 2) {
      throw new IllegalArgumentException("%d bins are fewer than 2".formatted(bins));
    }
  }

  public static SideFeature of(String column, SideKind kind) {
    return new SideFeature(
        column, kind, kind == SideKind.MULTI ? MultiValues.DEFAULT_SEPARATOR : "", DEFAULT_BINS);
  }

  public SideFeature withSeparator(String other) {
    return new SideFeature(column, kind, other, bins);
  }

  public SideFeature withBins(int other) {
    return new SideFeature(column, kind, separator, other);
  }
}
