package io.valora.export.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.schema.ColumnSpec;
import io.valora.schema.TimePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTimesTest {
  @Test
  void patternsOfOrdinaryTimesAreRead() {
    for (String pattern :
        List.of(
            "M/d/yyyy H:mm",
            "yyyy-MM-dd['T'HH:mm:ss[.SSSSSS]]",
            "EEE d MMM yyyy h:mm a",
            "yyyy-MM-dd HH:mmXXX")) {
      assertThatCode(() -> PageTimes.requireReadable(List.of(column(pattern))))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void othersAreRefused() {
    assertThatThrownBy(() -> PageTimes.requireReadable(List.of(column("yyyy-DDD"))))
        .hasMessage("Cannot export to browser: pages don't read times like yyyy-DDD (of day)");
  }

  private static ColumnSpec column(String pattern) {
    return ColumnSpec.ofTimes("day", new TimePattern(pattern, "UTC"));
  }
}
