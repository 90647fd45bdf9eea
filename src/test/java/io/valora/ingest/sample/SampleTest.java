package io.valora.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
  @ParameterizedTest
  @EnumSource(Sample.class)
  void isFoundByItsSourceAndWritten(Sample sample) throws IOException {
    assertThat(Sample.of(sample.source())).contains(sample);
    assertThat(Sample.sources()).contains(sample.source());
    assertThat(Sample.of(sample.source() + "s")).isEmpty();
    assertThat(sample.source()).startsWith(Sample.SCHEME);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sample.writeTo(bytes);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSizeGreaterThan(100);
  }
}
