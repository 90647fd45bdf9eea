package io.valora.models;

import io.valora.model.Model;
import io.valora.model.Prediction;
import io.valora.model.Signature;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A trained model of users and items. Ids are typed texts: those that {@link #user} and {@link
 * #item} make of the cells of a row.
 */
public final class PairModel implements Model {
  /** Popular items beyond a list, for newcomers who rated some of the list. */
  public static final int POPULAR_BEYOND = 100;

  private static final int USER = 0;
  private static final int ITEM = 1;

  /**
   * The networks of a model.
   *
   * @param stars what predicts
   * @param ranking what orders lists, where that is another network
   */
  public record Networks(RowKernel stars, Optional<RowKernel> ranking) {}

  private final Signature signature;
  private final Networks networks;
  private final Ids users;
  private final Ids items;
  private final Contexts contexts;
  private final PopularItems popular;
  private final RatedHistory rated;
  private transient volatile DenseItemOutputs itemOutputs;

  private PairModel(Builder builder) {
    this.signature = builder.signature;
    this.networks = builder.networks;
    this.users = builder.users;
    this.items = builder.items;
    this.contexts = builder.contexts;
    this.popular = builder.popular;
    this.rated = builder.rated;
  }

  @Override
  public Signature signature() {
    return signature;
  }

  /** Stars, clipped to the range of train. */
  @Override
  public Prediction predict(Object[] values) {
    double finite = Prediction.of(networks.stars().predict(row(values))).value();
    return Prediction.of(signature.output().range().clip(finite));
  }

  /** The row of the network that predicts, as {@link #predict} takes values. */
  public TowerRow row(Object[] values) {
    return row(index(users, values[USER]), index(items, values[ITEM]), contexts.of(values));
  }

  /** Its networks. */
  public Networks networks() {
    return networks;
  }

  @Override
  public OptionalDouble observed(Object[] values) {
    String item = id(values[ITEM]);
    return rated(id(values[USER])).stream()
        .filter(rated -> rated.item().equals(item))
        .mapToDouble(ItemStars::stars)
        .findFirst();
  }

  /**
   * The id that a cell names.
   *
   * @throws io.valora.base.JobException when the cell is no id
   */
  public String user(String cell) {
    return id(signature.typed(USER, cell));
  }

  /** As {@link #user}. */
  public String item(String cell) {
    return id(signature.typed(ITEM, cell));
  }

  /** Whether training knew the user. */
  public boolean knowsUser(String user) {
    return users.index(user) != Ids.UNKNOWN;
  }

  /** Whether training knew the item. */
  public boolean knowsItem(String item) {
    return items.index(item) != Ids.UNKNOWN;
  }

  /** Ids of all known users. */
  public Ids users() {
    return users;
  }

  /** Ids of all known items: the catalog. */
  public Ids items() {
    return items;
  }

  /** What else ratings may have in common. */
  public Contexts contexts() {
    return contexts;
  }

  /** The stars of each item as the network gives them: not clipped. */
  public double[] scores(String user, List<String> someItems) {
    int index = users.index(user);
    return someItems.stream().mapToDouble(item -> stars(index, items.index(item))).toArray();
  }

  /** What the user rated, highest stars first, ties by item. */
  public List<ItemStars> rated(String user) {
    return rated.of(user, users.index(user));
  }

  /** The most popular items, most ratings first. */
  public List<PopularItem> popular(int most) {
    return popular.items().subList(0, Math.min(most, popular.items().size()));
  }

  /**
   * A list for a user, best first: of a known user the items with the highest scores, with their
   * predicted stars; of any other the popular ones, with their mean stars.
   *
   * @param excluded items that the list leaves out
   * @throws io.valora.base.JobException when a score is no finite number
   */
  public List<ItemStars> topN(String user, int most, Set<String> excluded) {
    int index = users.index(user);
    return index == Ids.UNKNOWN ? popular(most, excluded) : best(index, most, excluded);
  }

  private List<ItemStars> popular(int most, Set<String> excluded) {
    return popular(most + POPULAR_BEYOND).stream()
        .filter(item -> !excluded.contains(item.item()))
        .limit(most)
        .map(item -> new ItemStars(item.item(), item.meanStars()))
        .toList();
  }

  private List<ItemStars> best(int user, int most, Set<String> excluded) {
    Set<Integer> skipped = new HashSet<>();
    excluded.forEach(item -> skipped.add(items.index(item)));
    BestItems best = new BestItems(Math.min(most, items.size()));
    float[] scores = scores(user);
    for (int item = 1; item <= items.size(); item++) {
      if (!skipped.contains(item)) {
        best.offer(item, (float) Prediction.of(scores[item]).value());
      }
    }
    Integer[] found = new Integer[best.size()];
    best.drain(found, new Float[found.length]);
    List<ItemStars> list = new ArrayList<>();
    Arrays.stream(found)
        .forEach(item -> list.add(new ItemStars(items.id(item), shown(user, item))));
    return List.copyOf(list);
  }

  /** Of each item, by its index. */
  private float[] scores(int user) {
    boolean isRanked = networks.ranking().isPresent();
    float[] scores = outputs(user);
    for (int item = 1; item < scores.length && !isRanked; item++) {
      scores[item] = (float) networks.stars().shape().loss().answer(scores[item]);
    }
    return scores;
  }

  private float[] outputs(int user) {
    RowKernel kernel = networks.ranking().orElse(networks.stars());
    if (kernel.isProductOfTwo()) {
      return kernel.products(user);
    }
    DenseItemOutputs outputs = itemOutputs;
    if (outputs == null) {
      outputs = new DenseItemOutputs(kernel);
      itemOutputs = outputs;
    }
    return outputs.of(user);
  }

  /** Stars in the range of train. */
  private double shown(int user, int item) {
    return signature.output().range().clip(stars(user, item));
  }

  private double stars(int user, int item, int... context) {
    return networks.stars().predict(row(user, item, context));
  }

  private TowerRow row(int user, int item, int... context) {
    return contexts.rows() == 0 ? TowerRow.of(user, item) : TowerRow.of(user, item, context);
  }

  private static int index(Ids ids, Object value) {
    return ids.index(id(value));
  }

  private static String id(Object value) {
    return value == null ? null : value.toString();
  }

  /** Puts a model together; without popular or rated items it has none. */
  public static final class Builder {
    private final Signature signature;
    private final Networks networks;
    private Ids users = Ids.of(List.of());
    private Ids items = Ids.of(List.of());
    private Contexts contexts = Contexts.NONE;
    private PopularItems popular = new PopularItems(List.of());
    private RatedHistory rated = (user, index) -> List.of();

    /**
     * @param signature whose inputs are the user, the item and the columns of contexts
     */
    public Builder(Signature signature, Networks networks) {
      this.signature = signature;
      this.networks = networks;
    }

    public Builder users(Ids known) {
      users = known;
      return this;
    }

    public Builder items(Ids known) {
      items = known;
      return this;
    }

    public Builder contexts(Contexts known) {
      contexts = known;
      return this;
    }

    public Builder popular(PopularItems known) {
      popular = known;
      return this;
    }

    public Builder rated(RatedHistory known) {
      rated = known;
      return this;
    }

    /**
     * @throws IllegalArgumentException when the networks' tables aren't as long as the ids
     */
    public PairModel build() {
      requireFits(networks.stars(), contexts.rows());
      networks.ranking().ifPresent(network -> requireFits(network, 0));
      return new PairModel(this);
    }

    private void requireFits(RowKernel kernel, int contextRows) {
      List<Integer> rows = kernel.tables().stream().map(table -> table.rows()).toList();
      List<Integer> expected =
          contextRows == 0
              ? List.of(users.size() + 1, items.size() + 1)
              : List.of(users.size() + 1, items.size() + 1, contextRows);
      if (!rows.equals(expected)) {
        throw new IllegalArgumentException(
            "The network's tables have %s rows (must be %s)".formatted(rows, expected));
      }
      if (!kernel.isProductOfTwo() && !DenseItemOutputs.fits(kernel)) {
        throw new IllegalArgumentException("The network's rows are no pairs of a user and an item");
      }
    }
  }
}
