package io.valora.testing.model;

import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.Ids;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.models.PopularItem;
import io.valora.models.PopularItems;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model of two users and four items whose stars are the sum of their biases. */
public final class PairExamples {
  public static final Ids USERS = Ids.of(List.of("ana", "bo"));
  public static final Ids ITEMS = Ids.of(List.of("fish", "salt", "soup", "tea"));

  /** Of the unknown user, ana and bo; of the unknown item, fish, salt, soup and tea; and of all. */
  public static final float[] STARS = {0, 1, -1, 0, -0.5f, 0.5f, 0.5f, 3, 3};

  private PairExamples() {}

  public static Signature signature() {
    return new Signature(
        "rating",
        ModelKind.PAIR,
        List.of(
            ColumnSpec.of("user", ColumnType.STRING)
                .withNormalizers(List.of(Normalizer.TRIM, Normalizer.LOWER_CASE)),
            ColumnSpec.of("item", ColumnType.STRING)),
        new Output("rating", "predicted stars", "stars", new Range(1, 5), List.of()),
        List.of());
  }

  public static RowKernel biases(float... weights) {
    return new RowKernel(
        List.of(new TableShape(3, 1), new TableShape(5, 1)),
        TowerShape.factors(0, TowerLoss.MSE),
        weights);
  }

  /** Lists in the opposite order of the stars. */
  public static RowKernel opposite() {
    float[] weights = STARS.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -weights[i];
    }
    return biases(weights);
  }

  public static PairModel.Builder model(Optional<RowKernel> ranking) {
    return new PairModel.Builder(signature(), new PairModel.Networks(biases(STARS), ranking))
        .users(USERS)
        .items(ITEMS)
        .popular(popular(3))
        .rated((user, index) -> List.of(new ItemStars(user + index, 4)));
  }

  public static PopularItems popular(int count) {
    List<PopularItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new PopularItem("item " + i, 4 - i / 100.0, 500 - i));
    }
    return new PopularItems(items);
  }
}
