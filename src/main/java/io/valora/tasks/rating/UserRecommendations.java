package io.valora.tasks.rating;

import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One user's list beside what that user really rated.
 *
 * @param known whether training knew the user; if not, the list is the popular items
 * @param recommended best first, with the predicted stars (for an unknown user: the mean stars in
 *     train)
 * @param rated best first, from all parts of the split
 */
public record UserRecommendations(
    boolean known, List<ItemStars> recommended, List<ItemStars> rated) {
  /**
   * The list that the recommend stage makes for the user.
   *
   * @param config of the run
   * @param cell the user as a file would write it
   * @throws io.valora.base.JobException when the cell is no id
   */
  public static UserRecommendations of(PairModel model, RecommendConfig config, String cell) {
    String user = model.user(cell);
    List<ItemStars> rated = user == null ? List.of() : model.rated(user);
    Set<String> excluded =
        config.rated() == RatedItems.EXCLUDED
            ? rated.stream().map(ItemStars::item).collect(Collectors.toSet())
            : Set.of();
    boolean known = model.knowsUser(user);
    List<ItemStars> list = model.topN(user, config.topN(), excluded);
    return new UserRecommendations(
        known, known || !list.isEmpty() ? list : model.topN(user, config.topN(), Set.of()), rated);
  }
}
