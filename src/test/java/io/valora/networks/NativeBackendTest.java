package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeBackendTest {
  @Test
  void saysWhatThisProcessComputesWith() {
    NativeBackend backend = NativeBackend.ofThisProcess();

    assertThat(backend.name()).isIn("CPU", "CUDA");
    assertThat(backend.openBlas().core()).isNotEmpty().isNotEqualTo("unknown");
    assertThat(backend.openBlas().threads())
        .as("the tests run with OPENBLAS_NUM_THREADS=1")
        .isEqualTo(1);
    assertThat(backend.facts())
        .containsOnlyKeys(
            "nd4j-backend",
            "nd4j-instructions",
            "nd4j-threads",
            "blas",
            "openblas-core",
            "openblas-threads")
        .containsEntry("nd4j-threads", "1")
        .containsEntry("nd4j-backend", backend.name());
  }
}
