package io.valora.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.lineage.DatasetFingerprint;
import io.valora.testing.split.SplitConfigs;
import io.valora.testing.split.TypedRatings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssignmentTest {
  private static final List<Row> ROWS = TypedRatings.generate(5, 400);

  @ParameterizedTest
  @EnumSource(SplitKind.class)
  void thePartOfEachRowDependsOnContentOnly(SplitKind kind) {
    List<SplitConfig> configs = new ArrayList<>(List.of(SplitConfigs.of(kind)));
    if (kind != SplitKind.LEAVE_LAST_OUT) {
      configs.add(SplitConfigs.rows(kind, 77, 33));
    }
    for (SplitConfig config : configs) {
      DatasetFingerprint expected = assigned(config, TypedRatings.typed(ROWS));
      for (int partitions : new int[] {1, 7}) {
        Dataset<Row> moved = TypedRatings.shuffled(ROWS, partitions, partitions);
        assertThat(assigned(config, moved)).isEqualTo(expected);
      }
    }
  }

  /** The part is one of the columns, so that any row in another part changes the fingerprint. */
  private static DatasetFingerprint assigned(SplitConfig config, Dataset<Row> typed) {
    return Fingerprints.of(Assignment.assign(TypedRatings.forKind(config.kind(), typed), config));
  }
}
