package io.valora.feedback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigSection;
import io.valora.config.Problems;
import io.valora.ingest.IngestConfig;
import io.valora.lineage.RunRecordParser;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.schema.Bounds;
import io.valora.schema.CellParser;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.NumberStyle;
import io.valora.schema.ParsedCell;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rule of a model's labels: of a classifier the name of a class or its number from 0, of any other
 * model a number within the bounds of the column that it predicts. Texts that the job declares as
 * {@code values} of that column stand for their numbers.
 *
 * @param classes of a classifier; empty otherwise
 * @param columns declarations by which a text is tried as a number, at least one
 * @param range of stars; every number for other models
 */
public record LabelRule(List<String> classes, List<ColumnSpec> columns, Range range)
    implements Serializable {
  private static final double MOST_EXACT = 1L << 53;

  /** Label held against the rule. */
  public sealed interface Held extends Serializable {}

  /**
   * Label that the rule allows.
   *
   * @param text the same for labels that say the same: a class, or a number
   * @param value as the model answers: the number of the class, or the number
   */
  public record Value(String text, double value) implements Held {}

  /**
   * Label that is no value.
   *
   * @param reason what it must be, and is instead
   */
  public record NoValue(String reason) implements Held {}

  public LabelRule {
    classes = List.copyOf(classes);
    columns = List.copyOf(columns);
  }

  /**
   * Reads the rule of a run from its model and {@code run.json}; empty where they are gone, or of
   * an earlier version.
   *
   * @throws io.valora.base.JobException when one of them can't be read
   */
  public static Optional<LabelRule> find(Storage storage, RunFolder run) {
    return storage.exists(run.runJson()) && new ModelFolder(storage, run).isPlain()
        ? Optional.of(of(storage, run))
        : Optional.empty();
  }

  private static LabelRule of(Storage storage, RunFolder run) {
    Signature signature = new ModelFolder(storage, run).signature();
    Problems problems = new Problems(run.runJson());
    ObjectNode config =
        (ObjectNode)
            RunRecordParser.fromJson(run.runJson(), storage.readText(run.runJson()))
                .origin()
                .config();
    IngestConfig ingest = IngestConfig.from(new ConfigSection(config, problems).section("ingest"));
    return of(signature, ingest.schema().column(signature.output().name()));
  }

  /**
   * @param declared the column that the model predicts, where the job declares it
   */
  static LabelRule of(Signature signature, Optional<ColumnSpec> declared) {
    Output output = signature.output();
    ColumnSpec number =
        declared
            .filter(column -> column.type().isNumber())
            .orElse(ColumnSpec.of("label", ColumnType.DOUBLE));
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(
        number.withValues(Map.of()).withDialect(number.dialect().withNumbers(NumberStyle.PLAIN)));
    declared.filter(column -> !column.values().isEmpty()).ifPresent(columns::add);
    boolean stars = signature.kind() == ModelKind.PAIR && number.bounds().equals(Bounds.NONE);
    return new LabelRule(output.classes(), columns, stars ? output.range() : Range.ALL);
  }

  /** Holds a label against the rule. */
  public Held hold(String label) {
    String text = label.strip();
    int named = classes.indexOf(text);
    if (named >= 0) {
      return new Value(text, named);
    }
    ParsedCell.Problem broken = null;
    for (ColumnSpec column : columns) {
      ParsedCell parsed = new CellParser(column).parse(text);
      if (parsed instanceof ParsedCell.Typed typed && typed.value() instanceof Number number) {
        return held(number, text);
      }
      broken = parsed instanceof ParsedCell.Problem problem ? problem : broken;
    }
    return classes.isEmpty() && broken != null
        ? new NoValue("label " + broken.sentence())
        : noValue(mustBe(), text);
  }

  private Held held(Number number, String text) {
    double value = number.doubleValue();
    if (!classes.isEmpty()) {
      return value == Math.rint(value) && value >= 0 && value < classes.size()
          ? new Value(classes.get((int) value), value)
          : noValue(mustBe(), text);
    }
    if (value < range.low() || value > range.high()) {
      return noValue("from %s to %s".formatted(shown(range.low()), shown(range.high())), text);
    }
    return new Value(shown(number), value);
  }

  private String mustBe() {
    return classes.isEmpty()
        ? "a number"
        : "one of %s, or 0 to %d".formatted(String.join(", ", classes), classes.size() - 1);
  }

  private static NoValue noValue(String must, String text) {
    return new NoValue("label must be %s, not '%s'".formatted(must, text));
  }

  /** A whole number without a point. */
  private static String shown(Number number) {
    double value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) < MOST_EXACT
        ? Long.toString((long) value)
        : number.toString();
  }
}
