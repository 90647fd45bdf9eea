package io.valora.testing.cli;

import io.valora.model.Model;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Prediction;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Models of each kind, whose answers are easy to foresee. */
public final class FakeModels {
  /** Stars by item; what Ann rated is known. */
  public static final Model STARS =
      new Fake(
          signature(
              "rating",
              ModelKind.PAIR,
              List.of(text("user"), text("item")),
              new Output("rating", "predicted stars", "stars", new Range(1, 5), List.of()))) {
        private static final Map<String, Double> RATED = Map.of("tapas", 5.0, "museo", 2.5);

        @Override
        public Prediction predict(Object[] values) {
          return Prediction.of(1 + values[1].toString().length() / 4.0);
        }

        @Override
        public OptionalDouble observed(Object[] values) {
          Double stars = values[0].equals("Ann") ? RATED.get(values[1].toString()) : null;
          return stars == null ? OptionalDouble.empty() : OptionalDouble.of(stars);
        }
      };

  /** Texts are good as far as they are long. */
  public static final Model OPINIONS =
      new Fake(
          signature(
              "sentiment",
              ModelKind.TEXT,
              List.of(text("text")),
              new Output(
                  "label",
                  "probability that the text is positive",
                  "",
                  new Range(0, 1),
                  List.of("negative", "positive")))) {
        @Override
        public Prediction predict(Object[] values) {
          double probability = Math.min(1, values[0].toString().length() / 8.0);
          String label = probability < 0.5 ? "negative" : "positive";
          return new Prediction(probability, Optional.of(label), Optional.empty());
        }
      };

  /** Ten times the amount, give or take one. */
  public static final Model AMOUNTS =
      new Fake(
          signature(
              "regression",
              ModelKind.TABLE,
              List.of(number("amount", true), number("branches", false)),
              new Output("sales", "predicted sales", "€", Range.ALL, List.of()))) {
        @Override
        public Prediction predict(Object[] values) {
          double sales = (double) values[0] * 10;
          return new Prediction(
              sales, Optional.empty(), Optional.of(new Range(sales - 1, sales + 1)));
        }
      };

  private abstract static class Fake implements Model {
    private final Signature signature;

    private Fake(Signature signature) {
      this.signature = signature;
    }

    @Override
    public Signature signature() {
      return signature;
    }
  }

  private FakeModels() {}

  private static Signature signature(
      String task, ModelKind kind, List<ColumnSpec> inputs, Output output) {
    return new Signature(task, kind, inputs, output, List.of());
  }

  private static ColumnSpec text(String name) {
    return new ColumnSpec(name, name, 0, ColumnType.STRING, true, Bounds.NONE, null, List.of());
  }

  private static ColumnSpec number(String name, boolean required) {
    return new ColumnSpec(name, name, 0, ColumnType.DOUBLE, required, Bounds.NONE, null, List.of());
  }
}
