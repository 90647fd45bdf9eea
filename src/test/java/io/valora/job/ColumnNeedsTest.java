package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.tasks.Tasks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types that tasks need of their columns, checked with the job file. */
class ColumnNeedsTest {
  @Test
  void aLabelOfWordsNeedsItsTypeAndValues() {
    assertProblems(
        "task: sentiment\ncolumns: [{name: label}, {name: text}]",
        "1 problem in job.yaml:\n  Invalid ingest.columns[0].type: string (must be a number from 0 to"
            + " 1 for the label of a sentiment job: type int, and where the cells are words"
            + " values: {neg: 0, pos: 1})");
    assertProblems(
        "task: sentiment\ncolumns: [{name: label, values: {a: 0, b: 1}}, {name: text}]",
        "1 problem in job.yaml:\n  Invalid ingest.columns[0].type: string (must be a number from 0 to"
            + " 1 for the label of a sentiment job: type int)");
    assertProblems(
        "task: sentiment\ncolumns: [{name: label, type: int, values: {a: 1, b: 5}}, {name: text}]",
        "1 problem in job.yaml:\n  Invalid ingest.columns[0].values.b: 5"
            + " (must be from 0, negative, to 1, positive)");
  }

  @Test
  void everyColumnIsToldAtOnce() {
    assertProblems(
        "task: sentiment\ncolumns: [{name: text, type: int}, {name: label}]",
        "2 problems in job.yaml:\n  Invalid ingest.columns[0].type: int"
            + " (must be of texts: string, for the text of a sentiment job)\n"
            + "  Invalid ingest.columns[1].type: string (must be a number from 0 to 1 for the label of"
            + " a sentiment job: type int, and where the cells are words values: {neg: 0, pos: 1})");
    assertProblems(
        "columns: [{name: user, type: double}, {name: item, type: float}, {name: rating}]",
        "3 problems in job.yaml:\n  Invalid ingest.columns[0].type: double"
            + " (must be of ids: string, long or int, for the user of a rating job)\n"
            + "  Invalid ingest.columns[1].type: float"
            + " (must be of ids: string, long or int, for the item of a rating job)\n"
            + "  Invalid ingest.columns[2].type: string (must be a number for the rating of a rating"
            + " job: type double or int, and where the cells are words values: {bad: 1, good: 5})");
    assertProblems(
        "columns: [{name: user}, {name: item}, {name: rating, type: int, required: false}]",
        "1 problem in job.yaml:\n  Invalid ingest.columns[2].required: false"
            + " (must be true for the rating)");
  }

  @Test
  void nothingElseIsToldOfATypeOrNameThatIsWrongItself() {
    assertProblems(
        "columns: [{name: user}, {name: item}, {name: rating, type: real}]",
        "1 problem in job.yaml:\n  Invalid ingest.columns[2].type: real (must be one of string, int,"
            + " long, float, double, timestamp, epoch-seconds, epoch-milliseconds)");
    assertProblems(
        "task: regression\ntarget: b\nfeatures: {columns: [{name: c, kind: timestamp, parts: [month]}]}"
            + "\ncolumns: [{name: a}, {name: b, type: double}]",
        "1 problem in job.yaml:\n  Invalid features.columns[0].name: c"
            + " (must be a declared column, not the target: a; did you mean 'a'?)");
  }

  @Test
  void namesAsFilesHaveThemAreTaken() {
    JobConfig ratings = job("columns: [{name: user}, {name: item}, {name: Rating, type: int}]");
    assertThat(ratings.ingest().schema().column("rating").orElseThrow().source())
        .isEqualTo("Rating");
    JobConfig wine =
        job(
            "task: regression\ntarget: pH\nfeatures: {columns: [{name: fixed acidity, kind:"
                + " numeric}]}\ncolumns: [{name: fixed acidity, type: double}, {name: pH, type:"
                + " double}]");
    assertThat(wine.ingest().schema().names()).containsExactly("fixed_acidity", "ph");
    assertThat(wine.ingest().schema().column("fixed_acidity").orElseThrow().source())
        .isEqualTo("fixed acidity");
    assertThat(JobConfig.ofResolved(Tasks.ALL, "run.json", wine.resolved())).isEqualTo(wine);
  }

  @Test
  void wholeNumbersAreIds() {
    JobConfig job =
        job(
            "columns: [{name: user, type: long}, {name: item, type: int}, {name: rating, type: int}]");
    assertThat(job.ingest().schema().names()).containsExactly("user", "item", "rating");
  }

  @Test
  void keysOfOtherToolsAreUnderstood() {
    String columns = "columns: [{name: user}, {name: item}, {name: rating, type: int}]\n";
    assertProblems(
        columns
            + "training: {lr: 0.1, layers: [5]}\nsplit: {test_size: 0.3}\nnetwork: {kind: embedding-mlp, layers: [3]}",
        "4 problems in job.yaml:\n"
            + "  Unknown key split.test_size (did you mean 'test-fraction'?)\n"
            + "  Unknown key network.layers (did you mean 'hidden'?)\n"
            + "  Unknown key training.lr (did you mean 'training.optimizer.learning-rate'?)\n"
            + "  Unknown key training.layers (did you mean 'network.hidden'?)");
    assertProblems(
        columns + "epochs: 5\nrandom_state: 3",
        "2 problems in job.yaml:\n  Unknown key epochs (did you mean 'training.epochs'?)\n"
            + "  Unknown key random_state (did you mean 'seed'?)");
    assertProblems(
        "columns: [{name: user, dtype: int}, {name: item}, {name: rating, type: int}]",
        "1 problem in job.yaml:\n"
            + "  Unknown key ingest.columns[0].dtype (did you mean 'type'?)");
  }

  private static void assertProblems(String rest, String message) {
    assertThatThrownBy(() -> job(rest))
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessage(message);
  }

  /** A job of which the columns and the task are told. */
  private static JobConfig job(String rest) {
    String text =
        "job: a\n" + rest.replaceFirst("(?m)^columns:(.*)$", "ingest: {source: a.csv, columns:$1}");
    return JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", text), List.of());
  }
}
