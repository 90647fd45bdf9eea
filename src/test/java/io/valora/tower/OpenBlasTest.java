package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

class OpenBlasTest {
  @Test
  void productsOfAKernelHaveOneThreadWhateverWasSetBefore() {
    TowerShape shape = new TowerShape(4, List.of(6), Activation.RELU, TowerLoss.MSE, 0, 0);
    FloatPointer weights = new FloatPointer((long) shape.weights());
    FloatPointer gradients = new FloatPointer((long) shape.weights());
    assertThat(OpenBlas.ofThisProcess().threads()).isPositive();
    openblas_nolapack.blas_set_num_threads(2);
    assertThat(OpenBlas.ofThisProcess().threads()).isEqualTo(2);
    try (TowerKernel kernel = new TowerKernel(shape, weights, gradients)) {
      assertThat(OpenBlas.ofThisProcess().threads()).isEqualTo(1);
    }
  }
}
