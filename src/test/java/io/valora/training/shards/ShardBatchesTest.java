package io.valora.training.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

class ShardBatchesTest {
  private static final int ROWS = 1003;
  private static final BatchPlan PLAN = new BatchPlan(11, 100, 0);

  private final Shard shard =
      new Shard(
          0,
          LongStream.range(0, ROWS).toArray(),
          IntStream.rangeClosed(1, ROWS).toArray(),
          IntStream.rangeClosed(1, ROWS).map(user -> 2 * user).toArray(),
          floats(ROWS));

  @Test
  void everyRowIsInOneBatchOfAnEpoch() {
    ShardBatches batches = new ShardBatches(PLAN, 1, shard);

    assertThat(batches.count()).isEqualTo(11);
    assertThat(users(batches).stream().sorted().toList())
        .isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
    assertThat(batches.batch(9).getFeatures(0).shape()).containsExactly(100, 1);
    assertThat(batches.batch(10).getFeatures(0).shape()).containsExactly(3, 1);
    assertThat(batches.rowsOf(10)).isEqualTo(3);
  }

  @Test
  void aRowStaysTogether() {
    MultiDataSet batch = new ShardBatches(PLAN, 1, shard).batch(4);

    for (int row = 0; row < 100; row++) {
      int user = batch.getFeatures(0).getInt(row, 0);
      assertThat(batch.getFeatures(1).getInt(row, 0)).isEqualTo(2 * user);
      assertThat(batch.getLabels(0).getInt(row, 0)).isEqualTo(user);
    }
  }

  @Test
  void epochsAreShuffledAnewAndRepeatably() {
    assertThat(users(new ShardBatches(PLAN, 1, shard)))
        .isEqualTo(users(new ShardBatches(PLAN, 1, shard)))
        .isNotEqualTo(users(new ShardBatches(PLAN, 2, shard)));
  }

  /** Of 1,003 rows 301 are expected to be hidden; 5 standard deviations are 73. */
  @Test
  void unknownDropoutHidesUsersAndItemsByThemselves() {
    ShardBatches batches = new ShardBatches(new BatchPlan(11, ROWS, 0.3), 1, shard);
    MultiDataSet batch = batches.batch(0);

    int users = 0;
    int items = 0;
    int both = 0;
    for (int row = 0; row < ROWS; row++) {
      boolean user = batch.getFeatures(0).getInt(row, 0) == 0;
      boolean item = batch.getFeatures(1).getInt(row, 0) == 0;
      users += user ? 1 : 0;
      items += item ? 1 : 0;
      both += user && item ? 1 : 0;
    }
    assertThat(users).isCloseTo(301, within(73));
    assertThat(items).isCloseTo(301, within(73));
    assertThat(both).isCloseTo(90, within(46));
  }

  private static List<Integer> users(ShardBatches batches) {
    List<Integer> users = new ArrayList<>();
    for (int batch = 0; batch < batches.count(); batch++) {
      Arrays.stream(batches.batch(batch).getFeatures(0).ravel().toIntVector()).forEach(users::add);
    }
    return users;
  }

  private static float[] floats(int rows) {
    float[] ratings = new float[rows];
    for (int row = 0; row < rows; row++) {
      ratings[row] = row + 1;
    }
    return ratings;
  }
}
