package io.valora.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.KeyedHash;
import io.valora.models.Ids;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.serving.http.Exploration.Place;
import io.valora.testing.model.PairExamples;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final int ITEMS = 100;
  private static final int LISTS = 20_000;

  @Test
  void eachItemIsExploredAsOftenAsItsWeightSays() {
    PairModel model = model(ITEMS);
    Set<String> excluded = names(0, 10);
    List<ItemStars> list = list(10, 15);
    Exploration exploration = new Exploration(0.1);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < LISTS; i++) {
      List<Place> places = exploration.of(model, "ana", list, excluded, id(i));
      assertThat(places)
          .hasSize(5)
          .extracting(place -> place.item().item())
          .doesNotHaveDuplicates();
      places.stream()
          .filter(Place::isExplored)
          .forEach(
              place -> {
                assertThat(place.weight()).isEqualTo(90 / 0.5);
                counts.merge(place.item().item(), 1, Integer::sum);
              });
      List<ItemStars> chosen =
          places.stream().filter(place -> !place.isExplored()).map(Place::item).toList();
      assertThat(list.stream().filter(chosen::contains).toList()).isEqualTo(chosen);
    }
    assertThat(counts.keySet()).isEqualTo(names(10, ITEMS));
    // One list in 180 explores an item: five standard deviations of a binomial of 20,000.
    double expected = LISTS * 0.5 / 90;
    assertThat(counts.values())
        .allSatisfy(
            count -> assertThat(Math.abs(count - expected)).isLessThan(5 * Math.sqrt(expected)));
  }

  @Test
  void theChoiceIsAFunctionOfTheRequest() {
    PairModel model = model(ITEMS);
    Exploration half = new Exploration(0.5);
    List<Place> first = half.of(model, "ana", list(0, 10), Set.of(), id(1));
    assertThat(half.of(model, "ana", list(0, 10), Set.of(), id(1))).isEqualTo(first);
    assertThat(half.of(model, "ana", list(0, 10), Set.of(), id(2))).isNotEqualTo(first);
    assertThat(new Exploration(0).of(model, "ana", list(0, 10), Set.of(), id(1)))
        .noneMatch(Place::isExplored);
  }

  @Test
  void shortCatalogsAreOnlyPutInAnotherOrder() {
    Exploration half = new Exploration(0.5);
    for (int i = 0; i < 100; i++) {
      List<Place> places = half.of(model(3), "ana", list(0, 3), Set.of(), id(i));
      assertThat(places)
          .extracting(place -> place.item().item())
          .containsExactlyInAnyOrderElementsOf(names(0, 3));
      assertThat(places).filteredOn(Place::isExplored).allMatch(place -> place.weight() == 2);
      assertThat(half.of(model(9), "ana", list(2, 5), Set.of(), id(i))).hasSize(3);
    }
    assertThat(half.of(model(3), "ana", List.of(), Set.of(), id(3))).isEmpty();
  }

  @Test
  void exploredItemsHaveTheModelsStars() {
    PairModel model = model(ITEMS);
    List<Place> places = new Exploration(0.9).of(model, "ana", list(0, 9), Set.of(), id(4));
    assertThat(places).anyMatch(Place::isExplored);
    places.stream()
        .filter(Place::isExplored)
        .forEach(
            place -> {
              Object[] pair = {"ana", place.item().item()};
              assertThat(place.item().stars()).isEqualTo(model.predict(pair).value());
            });
  }

  private static String id(int number) {
    return "%016x00000000".formatted(KeyedHash.hash(number));
  }

  private static List<ItemStars> list(int from, int to) {
    return IntStream.range(from, to).mapToObj(item -> new ItemStars(name(item), 4)).toList();
  }

  private static Set<String> names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(ExplorationTest::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String name(int item) {
    return "item%02d".formatted(item);
  }

  /** Stars of item n are (n mod 7), clipped. */
  private static PairModel model(int items) {
    float[] weights = new float[2 + items + 2];
    for (int item = 0; item < items; item++) {
      weights[3 + item] = item % 7;
    }
    RowKernel kernel =
        new RowKernel(
            List.of(new TableShape(2, 1), new TableShape(items + 1, 1)),
            TowerShape.factors(0, TowerLoss.MSE),
            weights);
    return new PairModel.Builder(
            PairExamples.signature(), new PairModel.Networks(kernel, Optional.empty()))
        .users(Ids.of(List.of("ana")))
        .items(Ids.of(IntStream.range(0, items).mapToObj(ExplorationTest::name).toList()))
        .build();
  }
}
