package io.valora.testing.serving;

import io.valora.model.GoldenRow;
import io.valora.registry.PublishedFiles;
import io.valora.serving.check.CheckListener;
import io.valora.serving.check.CheckRequest;
import io.valora.serving.check.CheckRequest.Effort;
import io.valora.serving.check.CheckRule;
import io.valora.serving.check.Finding;
import io.valora.serving.check.ServingCheck;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A run whose model is checked in this JVM, with little effort. */
public record CheckedRun(RunFolder run, List<GoldenRow> testRows) {
  public static final Storage STORAGE = new Storage(new Configuration());
  public static final Effort EFFORT = new Effort(1, 200, 0, 200, 2);

  /** Findings by rule, of the rules that were judged. */
  public Map<CheckRule, Finding> findings() {
    Map<CheckRule, Finding> findings = new EnumMap<>(CheckRule.class);
    CheckListener listener =
        new CheckListener() {
          @Override
          public void begun(CheckRule rule) {}

          @Override
          public void found(Finding finding) {
            findings.put(finding.rule(), finding);
          }
        };
    new ServingCheck(STORAGE, request(), listener).run();
    return findings;
  }

  public CheckRequest request() {
    return new CheckRequest(run, Map.of(), testRows, EFFORT);
  }

  /** Makes the manifest one of the files that are there now. */
  public CheckedRun publishedAgain() {
    new PublishedFiles(STORAGE, run).publish(1, Instant.EPOCH);
    return this;
  }
}
