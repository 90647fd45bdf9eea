package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.testing.ProgramRun;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service answers as batch scoring does, to the bit, whatever the batch. */
class ServedScoresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 50;

  @TempDir private Path folder;

  @Test
  void answersOfEveryTaskAreThoseOfBatchScoring() throws IOException {
    TinyRuns runs = new TinyRuns(folder);
    runs.ratings();
    runs.reviews();
    runs.sales();
    List<String> words = List.of("good", "bad", "film", "zoe");
    SplittableRandom random = new SplittableRandom(1);
    check(
        "ratings",
        "prediction",
        () ->
            row("user", one(List.of("ana", "bo", "zoe"), random))
                .put("item", one(List.of("fish", "salt", "soup", "tea"), random)));
    check(
        "reviews", "probability", () -> row("text", one(words, random) + " " + one(words, random)));
    check(
        "sales",
        "prediction",
        () ->
            row("amount", "" + random.nextDouble(50))
                .put("branch", one(List.of("north", "south", "west"), random)));
  }

  private void check(String job, String column, Supplier<ObjectNode> made) throws IOException {
    List<ObjectNode> rows = Stream.generate(made).limit(ROWS).toList();
    // Of a column that names a file's, as the job declares it.
    Path input = folder.resolve(job + ".jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode line = JSON.createObjectNode().put("n", i);
      rows.get(i)
          .fields()
          .forEachRemaining(
              cell ->
                  line.set(
                      job.equals("ratings")
                          ? cell.getKey().toUpperCase(Locale.ROOT)
                          : cell.getKey(),
                      cell.getValue()));
      lines.add(line.toString());
    }
    Files.write(input, lines);
    Path output = folder.resolve(job + "-scores");
    ProgramRun scored =
        ProgramRun.of(
            "score",
            "champion",
            "--job",
            job,
            "--root",
            folder.toString(),
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--format",
            "json-lines",
            "--keep",
            "n",
            "--set",
            "ingest.format=json-lines");
    assertThat(scored.code()).as(scored.err()).isZero();
    Map<Integer, Double> batch = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(output.resolve("scores"))) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode answer = JSON.readTree(line);
          batch.put(answer.path("n").asInt(), answer.path(column).doubleValue());
        }
      }
    }
    assertThat(batch).hasSize(rows.size());
    try (RunningService service = new RunningService(folder, ServiceExample.of(job))) {
      for (int size : List.of(1, 7, ROWS)) {
        for (int from = 0; from < rows.size(); from += size) {
          List<ObjectNode> some = rows.subList(from, Math.min(rows.size(), from + size));
          ArrayNode list = JSON.createArrayNode().addAll(some);
          JsonNode answers =
              RunningService.json(
                      service.post(
                          "/v1/models/%s/predict".formatted(job), "{\"rows\":" + list + "}"))
                  .path("answers");
          for (int i = 0; i < some.size(); i++) {
            assertThat(answers.path(i).path("value").doubleValue()).isEqualTo(batch.get(from + i));
          }
        }
      }
    }
  }

  private static ObjectNode row(String name, String text) {
    return JSON.createObjectNode().put(name, text);
  }

  private static String one(List<String> words, SplittableRandom random) {
    return words.get(random.nextInt(words.size()));
  }
}
