package io.valora.training.memory;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.training.MemoryExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayLimitsTest {
  private static final TrainingLoad LOAD = new TrainingLoad(2, 10_000, 5000, 256, 2560, 20);

  @Test
  void aTableLongerThanAnArrayIsRefused() {
    assertThatThrownBy(() -> require(16_777_216, 1000, 64, 64))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot train: the user table with its optimizer state would be 2,147,483,648 numbers,"
                + " and one array holds 2,147,483,639 (lower network.user-embedding-dimension)")
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(Outcome.RESOURCES);
    assertThatThrownBy(() -> require(1000, Integer.MAX_VALUE, Integer.MAX_VALUE, 64))
        .hasMessageContaining("(lower network.");
    assertThatCode(() -> require(16_777_215, 1000, 64, 64)).doesNotThrowAnyException();
  }

  @Test
  void soAreDenseLayersBatchesRoundsAndNetworks() {
    assertThatThrownBy(() -> require(10, 10, 4, 8_400_000))
        .hasMessageContaining("a tile of a layer would be 2,150,400,256 numbers")
        .hasMessageEndingWith("(lower network.hidden)");
    assertThatThrownBy(() -> require(10, 10, 2000, 400_000))
        .hasMessageContaining("the dense layers with their optimizer state would be 3,201,600,002");
    assertThatThrownBy(() -> require(2560, 2560, 400_000, 4))
        .hasMessageContaining("what a round may have to undo in the user table would be 4,096,000");
    assertThatThrownBy(() -> require(100, 100, 9_000_000, 4))
        .hasMessageContaining("a batch's gradients of the user table would be 2,304,000,000")
        .hasMessageEndingWith("(lower training.batch-size)");
    assertThatThrownBy(() -> require(16_777_215, 16_777_215, 64, 4))
        .hasMessageContaining("the whole network would be 2,147,484,041 numbers");
  }

  private static void require(int users, int items, int dimension, int hidden) {
    ArrayLimits.require(MemoryExamples.size(users, items, dimension, List.of(hidden)), LOAD);
  }
}
