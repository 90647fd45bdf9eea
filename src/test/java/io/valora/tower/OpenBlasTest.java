package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.junit.jupiter.api.Test;

class OpenBlasTest {
  @Test
  void productsHaveOneThreadWhateverWasSetBefore() {
    OpenBlas.ofThisProcess();
    openblas_nolapack.blas_set_num_threads(2);
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
    OpenBlas.useOneThread();
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
  }
}
