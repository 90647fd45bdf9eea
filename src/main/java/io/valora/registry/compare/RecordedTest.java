package io.valora.registry.compare;

import static io.valora.schema.Columns.ROW_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.registry.StoredRun;
import io.valora.storage.ParquetNumbers;
import io.valora.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/** Test metric that a run recorded, beside the test rows and what its model answered to them. */
public final class RecordedTest {
  private final StoredRun run;
  private final TestRows answers;
  private final long[] testKeys;
  private final double threshold;

  private RecordedTest(StoredRun run, TestRows answers, long[] testKeys, double threshold) {
    this.run = run;
    this.answers = answers;
    this.testKeys = testKeys;
    this.threshold = threshold;
  }

  /** A metric as the run recorded it, and as its predictions give it. */
  public record Metric(String name, double recorded, double found) {
    public boolean differs() {
      return PairedRows.differs(found, recorded);
    }
  }

  /**
   * @throws JobException when the run keeps no predictions or no test rows, or more than a command
   *     can hold
   */
  public static RecordedTest read(Storage storage, StoredRun run) {
    long rows = run.json().at(RunComparison.FINGERPRINT + "/rows").asLong();
    if (rows > TestRows.MOST) {
      throw kept(
          "%,d test rows, more than the %,d that are looked at".formatted(rows, TestRows.MOST));
    }
    TestRows answers =
        TestRows.of(storage, run.folder())
            .filter(found -> found.count() > 0)
            .orElseThrow(() -> kept("no predictions"));
    ParquetNumbers test = storage.parquet(run.folder().split("test"));
    if (!test.columns().contains(ROW_KEY)) {
      throw kept("no test rows");
    }
    LongStream.Builder keys = LongStream.builder();
    test.forEach(ROW_KEY, List.of(), (key, values) -> keys.add(key));
    return new RecordedTest(
        run,
        answers,
        keys.build().sorted().toArray(),
        RunComparison.threshold(storage, run.folder()));
  }

  /** How many rows the predictions are of. */
  public int predictions() {
    return answers.count();
  }

  /** How many test rows there are. */
  public int rows() {
    return testKeys.length;
  }

  /** Whether the predictions are of the test rows, each once, and of no others. */
  public boolean isOfTestRows() {
    return Arrays.equals(
        testKeys, answers.rows().stream().mapToLong(TestRows.TestRow::key).toArray());
  }

  /** The first metric that is a mean over rows, or the root of one; empty without such a one. */
  public Optional<Metric> metric() {
    JsonNode recorded = run.json().at("/metrics/test");
    for (RowMetric metric : RowMetric.values()) {
      if (recorded.path(metric.key()).isNumber()) {
        return Optional.of(
            new Metric(metric.key(), recorded.path(metric.key()).asDouble(), found(metric)));
      }
    }
    return Optional.empty();
  }

  private double found(RowMetric metric) {
    double mean =
        answers.rows().stream()
            .mapToDouble(row -> metric.loss(row, threshold))
            .average()
            .orElseThrow();
    return metric.isRoot() ? Math.sqrt(mean) : mean;
  }

  /** The answer to the test row of a key. */
  public OptionalDouble answer(long key) {
    int low = 0;
    int high = answers.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = answers.rows().get(middle).key() < key;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low < answers.count() && answers.rows().get(low).key() == key
        ? OptionalDouble.of(answers.rows().get(low).answer())
        : OptionalDouble.empty();
  }

  private static JobException kept(String what) {
    return new JobException(Outcome.INVALID_REQUEST, "the run keeps " + what);
  }
}
