package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.Optional;
import java.util.OptionalInt;

/** The form of a model with most terms whose files take no more than so many bytes. */
record LargestThatFits(ExportTarget target, ModelSource source, long mostBytes) {
  /** Of a precision; empty when even the smallest is larger. */
  Optional<ExportedModel> of(Precision precision) {
    ExportedModel whole = source.of(precision, OptionalInt.empty());
    if (fits(whole)) {
      return Optional.of(whole);
    }
    if (source.terms().isEmpty()) {
      return Optional.empty();
    }
    int fitting = 0;
    int tooMany = source.terms().getAsInt();
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) >>> 1;
      boolean fits = fits(source.of(precision, OptionalInt.of(middle)));
      fitting = fits ? middle : fitting;
      tooMany = fits ? tooMany : middle;
    }
    return fitting == 0
        ? Optional.empty()
        : Optional.of(source.of(precision, OptionalInt.of(fitting)));
  }

  private boolean fits(ExportedModel model) {
    return target.fits(model, mostBytes);
  }
}
