package io.valora.testing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramProcess;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Rows that a run was evaluated on, predicted once more by the command line.
 *
 * @param runs whose run r1 of root {@code one} is published
 * @param inputs of the model
 * @param column of the evaluation's predictions
 */
public record PredictedAgain(SmallRuns runs, List<String> inputs, String column) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 40;
  private static final double TOLERANCE = 1e-5;

  /** Fails unless {@code valora predict} answers each row as the evaluation did. */
  public void checkAnswers() throws IOException {
    List<Row> evaluated = evaluated();
    String given =
        evaluated.stream().map(row -> json(row).toString()).collect(Collectors.joining("\n"));
    ProgramRun predicted =
        ProgramRun.withInput(given, "predict", "--root", root(), "--run", "r1", "--json");
    assertThat(predicted.err()).isEmpty();
    List<String> answers = predicted.out().lines().toList();
    assertThat(answers).hasSameSizeAs(evaluated).isNotEmpty();
    for (int i = 0; i < answers.size(); i++) {
      double expected = evaluated.get(i).<Number>getAs(column).doubleValue();
      JsonNode answer = JSON.readTree(answers.get(i));
      assertThat(answer.get("value").asDouble())
          .as("prediction for %s", answer.get("inputs"))
          .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
    }
  }

  /** Fails unless a process of its own predicts without Spark and DL4J. */
  public void checkLoadsNoSpark() throws IOException, InterruptedException {
    Path loaded = runs.folder().resolve("loaded-classes.txt");
    List<String> arguments = new ArrayList<>(List.of("predict", "--root", root()));
    json(evaluated().get(0))
        .fields()
        .forEachRemaining(cell -> arguments.add(cell.getKey() + "=" + cell.getValue().asText()));
    try (ProgramProcess process =
        ProgramProcess.start(
            runs.folder().resolve("predict.log"),
            List.of(
                "-Xlog:class+load:file=" + loaded,
                "-Dlog4j2.configurationFile=conf/log4j2.properties"),
            arguments.toArray(String[]::new))) {
      assertThat(process.exitCode(120)).as("exit of: %s", process.output()).isZero();
      assertThat(process.output().lines()).hasSize(1);
    }
    try (var lines = Files.lines(loaded)) {
      assertThat(
              lines.filter(
                  line -> line.matches(".* org\\.(apache\\.spark|nd4j|deeplearning4j)\\..*")))
          .isEmpty();
    }
  }

  private List<Row> evaluated() {
    return LocalSpark.session()
        .read()
        .parquet(runs.made("one").resolve("evaluation/predictions").toString())
        .limit(ROWS)
        .collectAsList();
  }

  private ObjectNode json(Row row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String input : inputs) {
      Object value = row.getAs(input);
      if (value instanceof Number number) {
        json.put(input, number.doubleValue());
      } else if (value != null) {
        json.put(input, value.toString());
      }
    }
    return json;
  }

  private String root() {
    return runs.folder().resolve("one").toString();
  }
}
