package io.valora.testing.split;

import io.valora.split.SplitConfig;
import io.valora.split.SplitKind;
import java.util.Optional;
import java.util.OptionalLong;

/** Configurations for tests: 20 % test, 10 % validation, seed 42. */
public final class SplitConfigs {
  private SplitConfigs() {}

  public static SplitConfig of(SplitKind kind) {
    return fractions(kind, 0.2, 0.1);
  }

  public static SplitConfig fractions(SplitKind kind, double test, double validation) {
    return new SplitConfig(
        kind,
        test,
        validation,
        OptionalLong.empty(),
        OptionalLong.empty(),
        "user",
        "time",
        42,
        Optional.empty());
  }

  public static SplitConfig rows(SplitKind kind, long test, long validation) {
    return new SplitConfig(
        kind,
        0.2,
        0.1,
        kind == SplitKind.PREDEFINED ? OptionalLong.empty() : OptionalLong.of(test),
        OptionalLong.of(validation),
        "user",
        "time",
        42,
        Optional.empty());
  }
}
