package io.valora.serving.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.model.GoldenRow;
import io.valora.storage.RunFolder;
import java.util.List;
import java.util.Map;

/**
 * Request to check the model of a run.
 *
 * @param properties of Spark, from which storage is configured
 * @param testRows raw test rows with the evaluation's answers
 * @param effort generated inputs and stress
 */
public record CheckRequest(
    RunFolder run, Map<String, String> properties, List<GoldenRow> testRows, Effort effort) {
  public CheckRequest {
    properties = Map.copyOf(properties);
    testRows = List.copyOf(testRows);
  }

  /**
   * Extent of the checks.
   *
   * @param seed of the generated inputs
   * @param generated how many inputs are generated
   * @param stress seconds of stress; 0 for none
   * @param rows of stress in place of seconds; 0 for seconds
   * @param threads that ask at once
   */
  public record Effort(long seed, int generated, int stress, long rows, int threads) {}

  /** The JSON that the process reads from its standard input. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("root", run.root()).put("job", run.job()).put("run-id", run.runId());
    ObjectNode spark = json.putObject("properties");
    properties.forEach(spark::put);
    json.putArray("test-rows");
    for (GoldenRow row : testRows) {
      ObjectNode one = json.withArray("test-rows").addObject().put("value", row.value());
      one.put("label", row.label());
      ObjectNode cells = one.putObject("cells");
      row.cells().forEach(cells::put);
    }
    json.put("seed", effort.seed).put("generated", effort.generated);
    json.put("stress", effort.stress).put("rows", effort.rows).put("threads", effort.threads);
    return RowBody.json(json);
  }

  static CheckRequest fromJson(String text) {
    CheckedNode json = CheckedNode.parse("the request", text);
    return new CheckRequest(
        new RunFolder(json.text("root"), json.text("job"), json.text("run-id")),
        json.map("properties", CheckedNode::requireText),
        json.list(
            "test-rows",
            row ->
                new GoldenRow(
                    row.map("cells", CheckedNode::requireText),
                    row.number("value"),
                    row.text("label"))),
        new Effort(
            json.wholeNumber("seed"),
            (int) json.count("generated"),
            (int) json.count("stress"),
            json.count("rows"),
            json.positive("threads")));
  }
}
