package io.valora.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.model.Output;
import java.util.List;
import java.util.Map;

/**
 * Page to label rows with, as one HTML file that loads nothing and sends nothing: labels stay in
 * the browser until they are exported as a table.
 */
public final class LabelPage {
  private LabelPage() {}

  /**
   * Row as people see it: without the model's answer, with which they would agree.
   *
   * @param prediction id that its label names
   * @param cells by the name of their column
   */
  public record AskedRow(String prediction, Map<String, String> cells) {}

  /**
   * @param sheet name of the rows, under which the browser keeps their labels
   * @return the whole page, to be stored as UTF-8
   */
  public static String render(String job, String sheet, Output output, List<AskedRow> rows) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("sheet", sheet);
    output.classes().forEach(data.putArray("classes")::add);
    data.putArray("rows");
    for (AskedRow row : rows) {
      ObjectNode cells =
          data.withArray("rows").addObject().put("prediction", row.prediction()).putObject("cells");
      row.cells().forEach(cells::put);
    }
    return PageTemplates.render(
        "label.jte",
        Map.of(
            "job",
            job,
            "sheet",
            sheet,
            "output",
            output,
            "rows",
            rows.size(),
            "embedded",
            PageTemplates.plain("label.js", ScriptJson.of(data))));
  }
}
