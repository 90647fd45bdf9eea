package io.valora.serving.http;

import io.valora.model.Prediction;
import io.valora.models.Ids;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Exploration: a share of the places of lists goes to items drawn at random from all that could be
 * there, so that labels exist for more than what the model chose.
 */
record Exploration(double share) {
  private static final int RANDOM_DIGITS = 16;
  private static final int HEX = 16;

  /**
   * A place of a list.
   *
   * @param weight of an explored item, at least 1: the inverse of the probability that this list
   *     explores it; 0 of an item that the model chose
   */
  record Place(ItemStars item, double weight) {
    boolean isExplored() {
      return weight > 0;
    }
  }

  /**
   * Puts items of the catalog in the place of some that the model chose. The choice is a function
   * of the request's id.
   *
   * @param list that the model made
   * @param excluded items that no list may have
   */
  List<Place> of(
      PairModel model, String user, List<ItemStars> list, Set<String> excluded, String request) {
    SplittableRandom random =
        new SplittableRandom(Long.parseUnsignedLong(request, 0, RANDOM_DIGITS, HEX));
    List<Boolean> explored = list.stream().map(place -> random.nextDouble() < share).toList();
    if (!explored.contains(true)) {
      return list.stream().map(item -> new Place(item, 0)).toList();
    }
    List<String> others = others(model.items(), list, excluded);
    double weight = Math.max(1, others.size() / (share * list.size()));
    List<Place> places = new ArrayList<>();
    for (int place = 0; place < list.size(); place++) {
      boolean swapped = explored.get(place) && !others.isEmpty();
      places.add(
          swapped
              ? new Place(drawn(model, user, others, random), weight)
              : new Place(list.get(place), 0));
    }
    return List.copyOf(places);
  }

  private static List<String> others(Ids items, List<ItemStars> list, Set<String> excluded) {
    Set<String> left = new HashSet<>(excluded);
    list.forEach(item -> left.add(item.item()));
    List<String> others = new ArrayList<>();
    for (int index = 1; index <= items.size(); index++) {
      String item = items.id(index);
      if (!left.contains(item)) {
        others.add(item);
      }
    }
    return others;
  }

  /** Takes one of the items out, each with the same probability. */
  private static ItemStars drawn(
      PairModel model, String user, List<String> others, SplittableRandom random) {
    int last = others.size() - 1;
    String item = others.set(random.nextInt(others.size()), others.get(last));
    others.remove(last);
    double stars = Prediction.of(model.scores(user, List.of(item))[0]).value();
    return new ItemStars(item, model.signature().output().range().clip(stars));
  }
}
