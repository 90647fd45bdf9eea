package io.valora.model.reference;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Distribution of one measured column in the splits of a run.
 *
 * @param name of the input or output
 * @param train rows of train; empty for answers, which nobody asks for there
 * @param validation rows of validation
 */
public record ReferenceColumn(
    String name, Measure measure, Bins bins, Optional<BinnedRows> train, BinnedRows validation) {
  public ReferenceColumn {
    if (measure.isNumber() != bins instanceof NumberBins) {
      throw new IllegalArgumentException("%s has bins of another kind".formatted(name));
    }
    if (Stream.concat(train.stream(), Stream.of(validation))
        .anyMatch(rows -> rows.bins().size() != bins.size())) {
      throw new IllegalArgumentException("%s needs the rows of each bin".formatted(name));
    }
  }
}
