package io.valora.testing.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.export.onnx.InputTensor;
import io.valora.export.onnx.OnnxSession;
import io.valora.model.Model;
import io.valora.model.Output;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.models.TableModel;
import io.valora.models.TextModel;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RowNetwork;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.networks.RowInputs;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import io.valora.tower.IndexBatch;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerDesign;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Answers to the rows of an export's {@code golden.json} by everything that answers for a run: the
 * graph in DL4J's ModelSerializer, the kernel, ONNX Runtime, and the service.
 *
 * @param export the folder of an export in 32 bits
 */
public record GoldenDoors(Path root, RunFolder run, Path export) {
  private static final Storage STORAGE = new Storage(new Configuration());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By the name of what answers, one number for each row. */
  public Map<String, double[]> answers() {
    List<JsonNode> rows = rows();
    Map<String, double[]> answers = new LinkedHashMap<>();
    answers.put("golden.json", each(rows, row -> row.get("answer-of-run").asDouble()));
    Model model = new ModelFolder(STORAGE, run).model();
    answers.put("DL4J", byGraph(rows, model));
    answers.put("kernel", each(rows, row -> model.predict(cells(row)).value()));
    answers.put("ONNX", byOnnx(rows));
    answers.put("service", byService(rows));
    return answers;
  }

  /** One line a row, with the answers side by side. */
  public static String table(String job, Map<String, double[]> answers) {
    StringBuilder table = new StringBuilder("%-22s".formatted(job));
    answers.keySet().forEach(name -> table.append("%16s".formatted(name)));
    int rows = answers.values().iterator().next().length;
    for (int row = 0; row < rows; row++) {
      table.append("%n%-22s".formatted("row " + (row + 1)));
      for (double[] column : answers.values()) {
        table.append(String.format(Locale.ROOT, "%16.8f", column[row]));
      }
    }
    return table.toString();
  }

  /** One number for each golden row. */
  public double[] each(ToDoubleFunction<JsonNode> answer) {
    return each(rows(), answer);
  }

  private List<JsonNode> rows() {
    List<JsonNode> rows = new ArrayList<>();
    try {
      JSON.readTree(export.resolve("golden.json").toFile()).get("rows").forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static double[] each(List<JsonNode> rows, ToDoubleFunction<JsonNode> answer) {
    return rows.stream().mapToDouble(answer).toArray();
  }

  /** The cells of a golden row. */
  public static Map<String, String> cells(JsonNode row) {
    Map<String, String> cells = new LinkedHashMap<>();
    row.get("cells")
        .fields()
        .forEachRemaining(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
    return cells;
  }

  private static double[] byGraph(List<JsonNode> rows, Model model) {
    RowKernel kernel = kernel(model);
    OptimizerConfig optimizer = new OptimizerConfig.GradientDescent(0.1);
    TowerDesign design = new TowerDesign(kernel.tables(), kernel.shape(), optimizer.rule(), 0, 0);
    byte[] zip =
        new RowNetwork(design, optimizer, 0, InitialBias.ZERO).trained(kernel.parameters()).toZip();
    ComputationGraph graph;
    try {
      graph = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    IndexBatch batch = new IndexBatch(kernel.tables(), kernel.numbers(), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      fill(batch, row, kernel, rows.get(row).get("inputs"));
    }
    batch.holds(rows.size());
    int tables = kernel.tables().size();
    boolean isPair = model instanceof PairModel && tables == 2;
    float[] found =
        graph
            .outputSingle(
                isPair
                    ? RowInputs.indices(batch, tables)
                    : RowInputs.of(batch, tables, kernel.numbers()))
            .toFloatVector();
    Output output = model.signature().output();
    double[] answers = new double[found.length];
    for (int row = 0; row < found.length; row++) {
      answers[row] = output.restored(found[row]);
    }
    return answers;
  }

  private static RowKernel kernel(Model model) {
    if (model instanceof PairModel pair) {
      return pair.networks().stars();
    }
    return model instanceof TextModel text ? text.kernel() : ((TableModel) model).kernel();
  }

  private static void fill(IndexBatch batch, int row, RowKernel kernel, JsonNode inputs) {
    for (int i = 0; i < kernel.numbers(); i++) {
      batch.numbers()[row * kernel.numbers() + i] = inputs.at("/numbers/0/" + i).floatValue();
    }
    List<String> names =
        kernel.tables().size() == 1 ? List.of("term") : List.of("user", "item", "context");
    for (int table = 0; table < kernel.tables().size(); table++) {
      JsonNode entries = inputs.get(names.get(table));
      if (batch.bags(table) == null) {
        batch.indices()[table][row] = entries.get(0).asInt();
        continue;
      }
      JsonNode weights = inputs.path(names.get(table) + "_weight");
      for (int entry = 0; entry < entries.size(); entry++) {
        float weight = weights.isMissingNode() ? 1 : weights.get(entry).floatValue();
        batch.bags(table).add(entries.get(entry).asInt(), weight);
      }
      batch.bags(table).endRow();
    }
  }

  private double[] byOnnx(List<JsonNode> rows) {
    try (OnnxSession session = OnnxSession.of(Files.readAllBytes(export.resolve("model.onnx")))) {
      return each(rows, row -> session.answers("answer", inputs(row.get("inputs")))[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The inputs of one row as the graph takes them. */
  public static List<InputTensor> inputs(JsonNode row) {
    List<InputTensor> inputs = new ArrayList<>();
    row.fields()
        .forEachRemaining(
            input -> {
              String name = input.getKey();
              boolean floats = name.equals("numbers") || name.endsWith("_weight");
              JsonNode values = name.equals("numbers") ? input.getValue().get(0) : input.getValue();
              List<Long> shape = new ArrayList<>(List.of((long) values.size()));
              if (name.equals("numbers")) {
                shape.add(0, 1L);
              }
              Class<?> type = floats ? float[].class : long[].class;
              inputs.add(new InputTensor(name, JSON.convertValue(values, type), shape));
            });
    return inputs;
  }

  private double[] byService(List<JsonNode> rows) {
    ObjectNode body = JSON.createObjectNode();
    rows.forEach(row -> body.withArray("rows").add(row.get("cells")));
    try (RunningService service = new RunningService(root, ServiceExample.of(run.job()))) {
      String path = "/v1/models/%s/versions/%s/predict".formatted(run.job(), run.runId());
      JsonNode answers = RunningService.json(service.post(path, body.toString())).get("answers");
      double[] values = new double[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = answers.get(row).get("value").doubleValue();
      }
      return values;
    }
  }
}
