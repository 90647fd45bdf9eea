package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.scoring.TinyRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user calls it, on published runs of the three tasks. */
class ScoreRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  @BeforeAll
  static void runs() {
    TinyRuns runs = new TinyRuns(folder.resolve("root"));
    runs.ratings();
    runs.reviews();
    runs.sales();
  }

  @Test
  void pairsGetPredictionsAndEveryRowHasAFate() throws IOException {
    Path input =
        write(
            "pairs.csv",
            "ROW,USER,ITEM\n1, ANA ,tea\n2,zoe,salt\n3,,salt\n4,bo,\"a \"\"b\"\", c\"\n");
    String[] call =
        call("ratings", input, "pairs", "--keep", "ROW", "--set", "spark.sql.shuffle.partitions=2");
    ProgramRun done = ProgramRun.of(call);

    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out())
        .contains("Scores by run r1 of job ratings are done.")
        .contains("4 rows read, 3 scored, 1 quarantined");
    assertThat(lines("pairs/scores"))
        .containsExactly(
            "user,item,rating,time,ROW,prediction,user_known,item_known",
            "ana,tea,,,1,5.0,true,true",
            "zoe,salt,,,2,3.5,false,true",
            "bo,\"a \"\"b\"\", c\",,,4,2.0,true,false");
    assertThat(json("pairs/quarantine").get(0).get("line").asInt()).isEqualTo(4);
    JsonNode ledger = JSON.readTree(Files.readString(folder.resolve("pairs/score.json")));
    assertThat(ledger.get("status").asText()).isEqualTo("done");
    assertThat(ledger.get("rows").toString())
        .isEqualTo("{\"read\":4,\"scored\":3,\"quarantined\":1,\"dropped\":0,\"written\":3}");
    assertThat(predicted("ratings", "user=Zoe", "item=salt")).isEqualTo(3.5);

    assertThat(ProgramRun.of(call).out()).contains("were already there; nothing was changed");
    Files.writeString(input, "USER,ITEM\nbo,tea\n");
    ProgramRun other = ProgramRun.of(call("ratings", input, "pairs"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "Invalid --output: ", "it has scores of other rows or of another model (--replace");
    ProgramRun replaced = ProgramRun.of(call("ratings", input, "pairs", "--replace"));
    assertThat(replaced.code()).isZero();
    assertThat(lines("pairs/scores")).hasSize(2).last().isEqualTo("bo,tea,,,5.0,true,true");
    assertThat(folder.resolve("pairs/attempt")).doesNotExist();
  }

  @Test
  void usersGetListsWithoutWhatTheyRated() throws IOException {
    Path input = write("users.csv", "USER\nana\nzoe\n");
    ProgramRun done =
        ProgramRun.of(call("ratings", input, "lists", "--top", "2", "--format", "parquet"));
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("2 rows read, 2 scored, 0 quarantined, 4 written");
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(folder.resolve("lists/scores").toString())
                .orderBy("user", "rank")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[ana,1,salt,4.5,true]",
            "[ana,2,soup,4.5,true]",
            "[zoe,1,item 0,4.0,false]",
            "[zoe,2,item 1,3.99,false]");
  }

  @Test
  void textsGetProbabilityClassAndTheHeaviestWords() throws IOException {
    Path input = write("texts.tsv", "text\tid\nA good film\tx1\nbad BAD film\tx2\n");
    ProgramRun done = ProgramRun.of(call("reviews", input, "texts", "--format", "json-lines"));
    assertThat(done.err()).isEmpty();
    List<JsonNode> rows = json("texts/scores");
    assertThat(rows.get(0).get("id").asText()).isEqualTo("x1");
    assertThat(rows.get(0).get("class").asText()).isEqualTo("negative"); // below 0.95
    assertThat(rows.get(0).get("words").toString())
        .isEqualTo("[{\"word\":\"good\",\"weight\":2.0},{\"word\":\"film\",\"weight\":-0.25}]");
    assertThat(rows.get(0).get("probability").asDouble())
        .isEqualTo(predicted("reviews", "text=A good film"));
    assertThat(rows.get(1).get("words").toString())
        .isEqualTo("[{\"word\":\"bad\",\"weight\":-3.0},{\"word\":\"film\",\"weight\":-0.25}]");

    Path bad = write("bad.tsv", "id\ttext\n1\t\n2\tgood\n");
    ProgramRun refused = ProgramRun.of(call("reviews", bad, "bad"));
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("1 of 2 rows are bad");
    assertThat(folder.resolve("bad/scores")).doesNotExist();
    assertThat(json("bad/quarantine")).hasSize(1);
    assertThat(Files.readString(folder.resolve("bad/score.json")))
        .contains("\"status\" : \"failed\"", "1 of 2 rows are bad");
    Files.writeString(bad, "id\ttext\n2\tgood\n");
    assertThat(ProgramRun.of(call("reviews", bad, "bad")).code()).isZero();
  }

  @Test
  void tablesGetValuesAndOtherLayoutsAreSet() throws IOException {
    Path input = write("table.csv", "amount;branch\n6; south \n0;west\n");
    ProgramRun done =
        ProgramRun.of(
            call(
                "sales",
                input,
                "table",
                "--set",
                "ingest.format=csv",
                "--set",
                "ingest.delimiter=;"));
    assertThat(done.err()).isEmpty();
    assertThat(lines("table/scores"))
        .containsExactly("amount,branch,won,prediction", "6.0,SOUTH,,203.5", "0.0,WEST,,300.5");
    assertThat(predicted("sales", "amount=6", "branch=south")).isEqualTo(203.5);
  }

  @Test
  void whatCannotBeScoredIsSaidBeforeSparkStarts() throws IOException {
    Path input = write("some.csv", "USER,ITEM\nana,tea\n");
    assertThat(refusal(call("sales", input, "x", "--top", "3")))
        .contains("Invalid --top: 3 (must be left out: a model of task regression makes no lists)");
    assertThat(refusal(call("ratings", input, "x", "--top", "0")))
        .contains("Invalid --top: 0 (must be a whole number of at least 1)");
    assertThat(refusal(call("ratings", input, "x", "--format", "xml")))
        .contains("Invalid --format: xml (must be one of csv, parquet, json-lines, jdbc)");
    assertThat(refusal(call("ratings", folder.resolve("none.csv"), "x")))
        .contains("none.csv (must name at least one file that exists)");
    assertThat(refusal(call("ratings", input, "x", "--set", "training.epochs=3")))
        .contains("Invalid --set: training.epochs=3 (must be a key of ingest, or spark.*");
    assertThat(refusal(call("ratings", input, "root")))
        .contains(
            "Invalid --output: ", "(must be a new folder, or one with scores: it holds other");
    assertThat(
            refusal(call("ratings", input, "y", "--set", "ingest.header=false", "--keep", "first")))
        .contains("must be given when the files have no header");
  }

  private static String refusal(String... call) {
    ProgramRun run = ProgramRun.of(call);
    assertThat(run.code()).isEqualTo(2);
    return run.err();
  }

  private static String[] toDatabase(Path input, String url, String... more) {
    List<String> call = new ArrayList<>(List.of(call("ratings", input, "x", more)));
    call.set(call.indexOf("--output") + 1, url);
    call.addAll(List.of("--format", "jdbc"));
    return call.toArray(String[]::new);
  }

  private static double predicted(String job, String... row) throws IOException {
    Stream<String> fixed =
        Stream.of("predict", "--root", folder.resolve("root").toString(), "--job", job, "--json");
    ProgramRun run = ProgramRun.of(Stream.concat(fixed, Stream.of(row)).toArray(String[]::new));
    return JSON.readTree(run.out()).get("value").asDouble();
  }

  private static String[] call(String job, Path input, String output, String... more) {
    List<String> call =
        new ArrayList<>(
            List.of(
                "score", "champion", "--job", job, "--root", folder.resolve("root").toString()));
    call.addAll(List.of("--input", input.toString()));
    call.addAll(List.of("--output", folder.resolve(output).toString()));
    call.addAll(List.of(more));
    return call.toArray(String[]::new);
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<JsonNode> json(String output) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines(output)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static List<String> lines(String output) throws IOException {
    try (Stream<Path> parts = Files.list(folder.resolve(output))) {
      return parts
          .filter(part -> part.getFileName().toString().startsWith("part-"))
          .sorted()
          .flatMap(ScoreRunTest::lines)
          .toList();
    }
  }

  private static Stream<String> lines(Path part) {
    try {
      return Files.readAllLines(part).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
