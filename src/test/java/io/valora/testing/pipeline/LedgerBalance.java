package io.valora.testing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import io.valora.models.ModelFolder;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

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
    checkReference(runs, root, ledger);
  }

  /** The published reference counts every row of train and validation in each column. */
  private static void checkReference(SmallRuns runs, String root, JsonNode ledger) {
    RunFolder run = new RunFolder(runs.folder().resolve(root).toString(), runs.job(), "r1");
    Storage storage = new Storage(new Configuration());
    Reference reference = new ModelFolder(storage, run).reference().orElseThrow();
    List<ReferenceColumn> seen = new ArrayList<>(reference.inputs());
    seen.add(reference.target());
    for (ReferenceColumn column : seen) {
      assertThat(column.train().orElseThrow().rows()).isEqualTo(rows(ledger, "train"));
      assertThat(column.validation().rows()).isEqualTo(rows(ledger, "validation"));
    }
    assertThat(reference.answer().validation().rows()).isEqualTo(rows(ledger, "validation"));
    assertThat(new PublishedFiles(storage, run).manifest().orElseThrow().files())
        .filteredOn(file -> file.path().equals("model/reference.json"))
        .singleElement()
        .satisfies(file -> assertThat(file.sha256()).isPresent());
  }

  public static long rows(JsonNode ledger, String... counts) {
    return Stream.of(counts).mapToLong(count -> ledger.get(count).asLong()).sum();
  }
}
