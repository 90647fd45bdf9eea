package io.valora.serving.http;

import io.valora.model.Prediction;
import io.valora.models.Ids;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
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

  /** Places that all keep the model's items. */
  static List<Place> chosen(List<ItemStars> list) {
    return list.stream().map(item -> new Place(item, 0)).toList();
  }

  /**
   * Gives some places to items drawn from all that could be there, those of the list among them;
   * the others keep the model's items in their order. The choice is a function of the request's id.
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
      return chosen(list);
    }
    List<String> candidates = candidates(model.items(), excluded);
    double weight = candidates.size() / (share * list.size());
    Set<String> drawn = new LinkedHashSet<>();
    explored.stream().filter(is -> is).forEach(is -> drawn.add(take(candidates, random)));
    Iterator<String> explorations = drawn.iterator();
    Iterator<ItemStars> rest =
        list.stream().filter(item -> !drawn.contains(item.item())).iterator();
    return explored.stream()
        .map(
            is ->
                is
                    ? new Place(stars(model, user, explorations.next()), weight)
                    : new Place(rest.next(), 0))
        .toList();
  }

  private static List<String> candidates(Ids items, Set<String> excluded) {
    List<String> candidates = new ArrayList<>();
    for (int index = 1; index <= items.size(); index++) {
      String item = items.id(index);
      if (!excluded.contains(item)) {
        candidates.add(item);
      }
    }
    return candidates;
  }

  /** Takes one of the items out, each with the same probability. */
  private static String take(List<String> candidates, SplittableRandom random) {
    String last = candidates.remove(candidates.size() - 1);
    int place = random.nextInt(candidates.size() + 1);
    return place == candidates.size() ? last : candidates.set(place, last);
  }

  private static ItemStars stars(PairModel model, String user, String item) {
    double stars = Prediction.of(model.scores(user, List.of(item))[0]).value();
    return new ItemStars(item, model.signature().output().range().clip(stars));
  }
}
