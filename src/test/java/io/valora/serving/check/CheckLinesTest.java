package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.GoldenRow;
import io.valora.serving.check.CheckRequest.Effort;
import io.valora.storage.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckLinesTest {
  @Test
  void eventsAreReadBackAndOtherLinesPassedOver() {
    List<Object> events =
        List.of(
            CheckRule.GOLDEN_ROWS,
            new Finding(CheckRule.GOLDEN_ROWS, Optional.of(true), "bits", 0.25, 1e-5, "fine, “é”"),
            new Finding(CheckRule.STRESS, Optional.empty(), "", 0, 0, "none"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckListener writer = CheckLines.to(new PrintStream(out, true, UTF_8));
    writer.begun(CheckRule.GOLDEN_ROWS);
    writer.found((Finding) events.get(1));
    out.writeBytes("loading…\n{\"begun\":\"nothing\"}\n".getBytes(UTF_8));
    writer.found((Finding) events.get(2));

    List<Object> heard = new ArrayList<>();
    out.toString(UTF_8).lines().forEach(line -> CheckLines.read(line, collecting(heard)));
    assertThat(heard).isEqualTo(events);
  }

  @Test
  void aRequestIsReadBack() {
    CheckRequest request =
        new CheckRequest(
            new RunFolder("s3a://bucket/x", "ratings", "r1"),
            Map.of("spark.hadoop.fs.s3a.endpoint", "http://h:1"),
            List.of(new GoldenRow(Map.of("user", "\ud800 é", "item", ""), 0.1 + 0.2, "good")),
            new Effort(-3, 10, 20, 30, 4));
    assertThat(CheckRequest.fromJson(request.toJson())).isEqualTo(request);
  }

  private static CheckListener collecting(List<Object> heard) {
    return new CheckListener() {
      @Override
      public void begun(CheckRule rule) {
        heard.add(rule);
      }

      @Override
      public void found(Finding finding) {
        heard.add(finding);
      }
    };
  }
}
