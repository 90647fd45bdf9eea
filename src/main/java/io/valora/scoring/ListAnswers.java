package io.valora.scoring;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RANK;
import static io.valora.schema.Columns.SCORE;

import io.valora.model.Model;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.prediction.RatedItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The list of a user, one answer an item, as the run's own lists are made: of an unknown user the
 * popular items with their mean stars.
 *
 * @param most items of a list
 * @param rated treatment of the items that the user rated in the run's data
 */
record ListAnswers(int most, RatedItems rated) implements RowAnswers {
  @Override
  public List<StructField> fields() {
    return List.of(
        DataTypes.createStructField(RANK, DataTypes.IntegerType, false),
        DataTypes.createStructField(ITEM, DataTypes.StringType, false),
        DataTypes.createStructField(SCORE, DataTypes.DoubleType, false),
        DataTypes.createStructField("user_known", DataTypes.BooleanType, false));
  }

  @Override
  public List<Object[]> to(Object[] inputs, Model model) {
    PairModel pairs = (PairModel) model;
    String user = inputs[0] == null ? null : inputs[0].toString();
    boolean known = pairs.knowsUser(user);
    List<Object[]> answers = new ArrayList<>();
    for (ItemStars item : list(pairs, user, excluded(inputs[1]))) {
      answers.add(new Object[] {answers.size() + 1, item.item(), item.stars(), known});
    }
    return answers;
  }

  private List<ItemStars> list(PairModel pairs, String user, Set<String> excluded) {
    List<ItemStars> list = pairs.topN(user, most, excluded);
    return pairs.knowsUser(user) || !list.isEmpty() ? list : pairs.topN(user, most, Set.of());
  }

  private Set<String> excluded(Object theirs) {
    Set<String> items = new HashSet<>();
    if (rated == RatedItems.EXCLUDED && theirs instanceof Object[] found) {
      for (Object item : found) {
        items.add((String) item);
      }
    }
    return items;
  }
}
