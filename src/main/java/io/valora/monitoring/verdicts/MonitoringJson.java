package io.valora.monitoring.verdicts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.NumberBins;
import io.valora.monitoring.states.Fate;
import io.valora.monitoring.verdicts.QualityVerdict.Measured;
import io.valora.storage.RunFolder;

/** Writes {@code monitoring.json}; {@code src/docs/monitoring-json.md} describes the file. */
public final class MonitoringJson {
  private static final int FORMAT_VERSION = 1;
  private static final String REFUSED = "refused";

  private MonitoringJson() {}

  /** Indented JSON that ends with a line feed; a function of the rows alone. */
  public static String of(MonitoringReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("verdict", verdict(report.isAlarm()));
    root.put("job", report.job()).put("run-id", report.runId());
    root.putObject("rule")
        .put("false-alarms", report.rule().falseAlarms())
        .put("floor", report.rule().floor())
        .put("looked-at", report.looked());
    putRows(root.putObject("rows"), report);
    ArrayNode columns = root.putArray("columns");
    report.columns().forEach(column -> putColumn(columns.addObject(), column));
    ArrayNode days = root.putArray("days");
    report.days().forEach(day -> putDay(days.addObject(), day));
    return root.toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * What stands in the place of verdicts where a monitoring was refused.
   *
   * @param why a sentence without a full stop
   */
  public static String refused(RunFolder run, String why) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("verdict", REFUSED).put("why", why);
    root.put("job", run.job()).put("run-id", run.runId());
    root.putArray("days");
    return root.toPrettyString().replace("\r", "") + "\n";
  }

  private static String verdict(boolean alarm) {
    return alarm ? "alarm" : "quiet";
  }

  private static void putRows(ObjectNode out, MonitoringReport report) {
    out.put("read", report.rows().read());
    out.put("quarantined", report.rows().quarantined());
    out.put("dropped", report.rows().dropped());
    for (Fate fate : Fate.values()) {
      out.put(EnumNames.nameOf(fate), report.rows().state().rows(fate));
    }
  }

  private static void putColumn(ObjectNode out, MonitoredColumn column) {
    out.put("name", column.name()).put("measure", column.measureName());
    out.put("of", EnumNames.nameOf(column.role()));
    if (column.bins() instanceof NumberBins numbers) {
      if (numbers.size() > 0) {
        out.put("least", numbers.least());
      }
      numbers.upper().forEach(out.putArray("upper")::add);
    } else if (column.bins() instanceof CategoryBins named) {
      named.categories().forEach(out.putArray("categories")::add);
    }
    putRows(out.putObject("training"), column.reference());
  }

  private static void putRows(ObjectNode out, BinnedRows rows) {
    rows.bins().forEach(out.putArray("bins")::add);
    out.put("other", rows.other()).put("missing", rows.missing());
  }

  private static void putDay(ObjectNode out, DayVerdict day) {
    out.put("day", day.day()).put("rows", day.rows()).put("verdict", verdict(day.isAlarm()));
    ArrayNode columns = out.putArray("columns");
    for (ColumnVerdict column : day.columns()) {
      ObjectNode one = columns.addObject();
      one.put("name", column.column().name()).put("measure", column.column().measureName());
      one.put("verdict", column.drift().isEmpty() ? "not-judged" : verdict(column.isAlarm()));
      column.drift().ifPresent(drift -> putDrift(one, drift));
      column.change().ifPresent(change -> putChange(one.putObject("change"), change));
      putRows(one.putObject("rows"), column.rows());
      one.put("sentence", column.sentence());
    }
    day.shown()
        .ifPresent(
            shown ->
                out.putObject("lists")
                    .put("lists", shown.lists())
                    .put("different-items", shown.different())
                    .put("items-known", shown.items()));
    day.quality().ifPresent(quality -> putQuality(out.putObject("quality"), quality));
  }

  private static void putDrift(ObjectNode out, ColumnVerdict.Drift drift) {
    out.put("stability-index", drift.index()).put("limit", drift.limit());
    ObjectNode rise = out.putObject("rise");
    rise.put("excess", drift.rise().excess());
    putFinite(rise, "limit", drift.rise().limit());
    out.put("p-value", drift.pValue());
    putFinite(out, "distance", drift.distance());
    ObjectNode visible = out.putObject("could-have-seen");
    putFinite(visible, "shift-in-deviations", drift.visible().shift());
    putFinite(visible, "share-turned-into-one-value", drift.visible().share());
  }

  private static void putFinite(ObjectNode out, String key, double value) {
    if (Double.isFinite(value)) {
      out.put(key, value);
    }
  }

  private static void putChange(ObjectNode out, ColumnVerdict.Change change) {
    out.put("where", change.where()).put("share", change.share());
    out.put("share-in-training", change.before());
    change.worst().ifPresent(worst -> out.put("farthest", worst));
    change.example().ifPresent(example -> out.put("example", example));
  }

  private static void putQuality(ObjectNode out, QualityVerdict quality) {
    out.put("metric", EnumNames.nameOf(quality.metric())).put("verdict", verdict(quality.alarm()));
    out.put("expected", quality.expected());
    put(out.putObject("estimated"), quality.estimated());
    quality.labeled().ifPresent(labeled -> put(out.putObject("labeled"), labeled));
    quality.explored().ifPresent(explored -> put(out.putObject("explored"), explored));
    out.put("sentence", quality.sentence());
  }

  private static void put(ObjectNode out, Measured measured) {
    out.put("rows", measured.rows());
    putFinite(out, "value", measured.value());
    putFinite(out, "low", measured.range().low());
    putFinite(out, "high", measured.range().high());
  }
}
