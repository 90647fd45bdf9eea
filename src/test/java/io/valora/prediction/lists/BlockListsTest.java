package io.valora.prediction.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.model.PairScorer;
import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.JavaConverters;

/** Lists by blocks are those that are made pair by pair, to the bit. */
class BlockListsTest {
  private static final int FACTORS = 9;
  private static final int SIDE = 1 + FACTORS;

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "300, 40, 10", "3, 1024, 10", "270, 2500, 7", "4, 1100, 1100", "2, 5, 9"})
  void listsAreThoseOfSinglePairs(int users, int items, int topN) {
    assertSameLists(network(users, items, drawn(users, items, 1)), users, items, topN);
  }

  @Test
  void tiesKeepTheirOrder() {
    float[] parameters = drawn(40, 3000, 1);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = Math.round(parameters[i]);
    }

    assertSameLists(network(40, 3000, parameters), 40, 3000, 12);
  }

  @Test
  void scoresThatDifferInTheirLastBitsKeepTheirOrder() {
    float[] parameters = drawn(20, 3000, 1);
    int items = 21 * SIDE;
    for (int item = 2; item <= 3000; item++) {
      for (int k = 0; k < SIDE; k++) {
        float nearby = parameters[items + SIDE + k];
        parameters[items + item * SIDE + k] = random.nextInt(3) == 0 ? Math.nextUp(nearby) : nearby;
      }
    }

    assertSameLists(network(20, 3000, parameters), 20, 3000, 10);
  }

  @ParameterizedTest
  @CsvSource({"1e-25", "1e-19", "1e15", "4e18", "2e19"})
  void numbersOfAnySizeAreRanked(float size) {
    TrainedNetwork network = network(30, 2000, drawn(30, 2000, size));
    List<Row> users = users(30, 2000);
    PairScorer scorer = network.scorers().open();
    boolean finite = size < 1e19f;

    if (finite) {
      assertSameLists(network, 30, 2000, 10);
    } else {
      assertThat(errors(lists(users, scorer, 2000, 10)))
          .isEqualTo(errors(new ListingUsers(users.iterator(), scorer, 2000, 10)));
    }
  }

  @Test
  void oneEndlessFactorLeavesTheListsAsTheyAre() {
    float[] parameters = drawn(3, 2000, 1);
    parameters[4 * SIDE + 1500 * SIDE + 3] = Float.POSITIVE_INFINITY;

    assertSameLists(network(3, 2000, parameters), 3, 2000, 10);
  }

  @Test
  void aScoreThatIsNoNumberFailsByNameUnlessItsItemWasRated() {
    float[] parameters = drawn(2, 1200, 1);
    parameters[3 * SIDE + 1100 * SIDE + 3] = Float.NaN;
    PairScorer scorer = network(2, 1200, parameters).scorers().open();

    assertThat(lists(List.of(user(2, 1100)), scorer, 1200, 5).next().getInt(0)).isEqualTo(2);
    Iterator<Row> lists = lists(List.of(user(2, 1101)), scorer, 1200, 5);
    assertThatThrownBy(lists::next)
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot recommend: the score of user index 2 and item index 1100 is not a number");
  }

  private void assertSameLists(TrainedNetwork network, int userCount, int items, int topN) {
    List<Row> users = users(userCount, items);
    PairScorer scorer = network.scorers().open();
    List<String> expected = texts(new ListingUsers(users.iterator(), scorer, items, topN));

    assertThat(texts(lists(users, scorer, items, topN))).hasSize(userCount).isEqualTo(expected);
  }

  private static Iterator<Row> lists(List<Row> users, PairScorer scorer, int items, int topN) {
    return new BlockLists(users.iterator(), scorer, scorer.blocks().orElseThrow(), items, topN);
  }

  private static List<String> texts(Iterator<Row> lists) {
    List<String> texts = new ArrayList<>();
    lists.forEachRemaining(
        row ->
            texts.add(
                row.getInt(0)
                    + Arrays.toString((Integer[]) row.get(1))
                    + Arrays.toString((Float[]) row.get(2))));
    return texts;
  }

  /** Lists, or that they fail. */
  private static String errors(Iterator<Row> lists) {
    try {
      return texts(lists).toString();
    } catch (JobException e) {
      return "fails";
    }
  }

  private List<Row> users(int users, int items) {
    List<Row> rows = new ArrayList<>();
    for (int user = 1; user <= users; user++) {
      rows.add(user(user, random.ints(5, 1, items + 1).distinct().sorted().toArray()));
    }
    return rows;
  }

  private static Row user(int index, int... rated) {
    List<Integer> items = IntStream.of(rated).boxed().toList();
    return RowFactory.create(index, JavaConverters.asScalaBuffer(new ArrayList<>(items)).toSeq());
  }

  private float[] drawn(int users, int items, float size) {
    float[] parameters = new float[(users + 1 + items + 1) * SIDE + 1];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextGaussian() * size;
    }
    return parameters;
  }

  private static TrainedNetwork network(int users, int items, float[] parameters) {
    return new FactorsConfig(FACTORS, RatedItemsUse.LEFT_OUT, 0, 0.1)
        .network(
            new Vocabularies(users, items), List.of(), new OptimizerConfig.GradientDescent(0.1))
        .trained(parameters);
  }
}
