package io.valora.testing.training;

import io.valora.networks.TrainedNetwork;
import io.valora.training.BestEpoch;
import io.valora.training.EngineState;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import io.valora.training.checkpoint.Checkpoint;
import io.valora.training.checkpoint.CheckpointFile;
import io.valora.training.checkpoint.CheckpointIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkpoint behind the golden file; {@link #main} writes the file anew. */
public final class CheckpointExamples {
  public static final Path GOLDEN = Path.of("src/test/resources/golden/checkpoint.zip");

  private CheckpointExamples() {}

  public static void main(String[] arguments) throws IOException {
    try (OutputStream out = Files.newOutputStream(GOLDEN)) {
      CheckpointFile.write(full(3, 2), out);
    }
  }

  /** With history, a best epoch and metrics that aren't a number. */
  public static Checkpoint full(int epoch, int finishedRounds) {
    List<EpochRecord> history =
        List.of(
            new EpochRecord(
                1, new EpochMetrics(1.5, 1.25), new EpochMetrics(Double.NaN, Double.NaN), 100, 0.5),
            new EpochRecord(2, new EpochMetrics(1.0, 1.0), new EpochMetrics(0.1, 0.3), 100, 0.25));
    return new Checkpoint(
        identity(42),
        new EngineState(
            epoch, finishedRounds, 60, List.of(new float[] {1, -2, 0.1f}, new float[0])),
        0.125,
        history,
        Optional.of(
            new BestEpoch(
                2, 0.3, new TrainedNetwork("{\"graph\": \"ñ\"}", new float[] {0.5f, -0f}))));
  }

  public static CheckpointIdentity identity(long seed) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", "stock");
    facts.put("seed", Long.toString(seed));
    return new CheckpointIdentity(facts);
  }
}
