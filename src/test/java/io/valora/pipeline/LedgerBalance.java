package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What must add up in every published run, whatever its task. */
public final class LedgerBalance {
  private LedgerBalance() {}

  /** Rows are accounted for from the files to the evaluation. */
  public static void check(SmallRuns runs, String root, long read) {
    JsonNode ledger = runs.runJson(root).get("ledger");
    assertThat(rows(ledger, "read"))
        .isEqualTo(read)
        .isEqualTo(rows(ledger, "typed", "quarantined"));
    assertThat(rows(ledger, "typed"))
        .isEqualTo(rows(ledger, "duplicates-dropped", "train", "validation", "test"));
    assertThat(runs.metrics(root).at("/test/rows").asLong()).isEqualTo(rows(ledger, "test"));
  }

  static long rows(JsonNode ledger, String... counts) {
    return Stream.of(counts).mapToLong(count -> ledger.get(count).asLong()).sum();
  }
}
