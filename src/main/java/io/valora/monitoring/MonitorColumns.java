package io.valora.monitoring;

import io.valora.base.JobException;
import io.valora.ingest.IngestConfig;
import io.valora.model.ModelKind;
import io.valora.model.Signature;
import io.valora.schema.Addressing;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of a table that monitoring reads: the model's inputs, the truth where the files have it,
 * and the day.
 *
 * @param schema of the files
 * @param inputs places of the inputs, in the model's order
 * @param truth place of the true answer, -1 for none
 * @param day place of the day, -1 for none
 * @param dispensable names of the columns that a file may lack
 */
record MonitorColumns(
    TableSchema schema, List<Integer> inputs, int truth, int day, Set<String> dispensable) {
  /** Of a log, which has no table. */
  static final MonitorColumns NONE =
      new MonitorColumns(
          new TableSchema(List.of(ColumnSpec.of("line", ColumnType.STRING))),
          List.of(),
          -1,
          -1,
          Set.of());

  private static final String DAY = "monitored_day";
  private static final int IDS = 2;

  MonitorColumns {
    inputs = List.copyOf(inputs);
    dispensable = Set.copyOf(dispensable);
  }

  /**
   * The columns of a request.
   *
   * @throws JobException when rows are to be parted by a day that can't be found
   */
  static MonitorColumns of(MonitorRequest request, Signature signature) {
    IngestConfig ingest = request.config().ingest();
    List<ColumnSpec> columns = new ArrayList<>();
    Set<String> dispensable = new HashSet<>();
    for (ColumnSpec input : signature.inputs()) {
      ColumnSpec declared = ingest.schema().column(input.name()).orElseThrow();
      columns.add(input.withSource(declared.source()).withPosition(declared.position()));
      if (signature.kind() == ModelKind.PAIR && columns.size() > IDS && !input.required()) {
        dispensable.add(input.name());
      }
    }
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      inputs.add(i);
    }
    Optional<ColumnSpec> target = MonitorPlan.target(request, signature);
    int truth = target.isPresent() ? columns.size() : -1;
    target.ifPresent(
        column -> {
          columns.add(column.optional());
          dispensable.add(column.name());
        });
    int day = request.days().byDay() ? day(request, ingest, columns) : -1;
    return new MonitorColumns(new TableSchema(columns), inputs, truth, day, dispensable);
  }

  /** The place of the day among the columns, which gets it where it isn't there. */
  private static int day(MonitorRequest request, IngestConfig ingest, List<ColumnSpec> columns) {
    ColumnSpec wanted =
        request.days().column().map(name -> named(name, ingest)).orElseGet(() -> only(ingest));
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(wanted.name())) {
        return i;
      }
    }
    columns.add(wanted.optional());
    return columns.size() - 1;
  }

  private static ColumnSpec only(IngestConfig ingest) {
    List<ColumnSpec> times =
        ingest.schema().columns().stream().filter(column -> column.type().isTime()).toList();
    if (times.size() != 1) {
      throw JobException.invalid(
          "--by",
          "day",
          "must come with --time COLUMN: the job declares %s columns of times"
              .formatted(times.isEmpty() ? "no" : "several"));
    }
    return times.get(0);
  }

  private static ColumnSpec named(String name, IngestConfig ingest) {
    Optional<ColumnSpec> declared = ingest.schema().column(name).or(() -> bySource(name, ingest));
    if (declared.isPresent()) {
      return declared.get();
    }
    ColumnSpec day = ColumnSpec.of(DAY, ColumnType.STRING).withSource(name);
    Addressing addressing = ingest.layout().addressing();
    if (addressing.isByName()) {
      return day;
    }
    if (addressing == Addressing.POSITION && name.matches("[1-9][0-9]{0,5}")) {
      return day.withPosition(Integer.parseInt(name));
    }
    throw JobException.invalid(
        "--time",
        name,
        "must be a declared column, or a position from 1: the files have no header");
  }

  private static Optional<ColumnSpec> bySource(String name, IngestConfig ingest) {
    return ingest.schema().columns().stream()
        .filter(column -> column.source().equals(name))
        .findFirst();
  }
}
