package io.valora.cli.export;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.export.ExportRequest;
import io.valora.export.ExportResult;
import io.valora.export.ModelExport;
import io.valora.export.weights.Precision;
import io.valora.registry.Runs;
import io.valora.registry.StoredRun;
import io.valora.registry.StoredRuns;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports the model of a published run to another runtime; needs no Spark. */
@Command(
    footerHeading = "%n",
    footer = {
      "The exported model answers every test row of the run in ONNX Runtime; where an answer or the",
      "metric differs too much, nothing is written and the exit status is 4.",
      "",
      "Examples:",
      "  valora export champion --job ratings --to onnx",
      "  valora export champion --job reviews --to onnx --precision int8 --terms 200000",
      "  valora export champion --job reviews --to onnx --max-size 400KB --output small"
    })
public final class ExportCommand implements Callable<Integer> {
  private static final String ONNX = "onnx";

  private final PrintStream out;
  private final PrintStream err;
  private final Supplier<Runs> runs;

  @Parameters(
      paramLabel = "RUN",
      description =
          "Its id, a beginning of it, champion, champion@2026-01-31, challenger, previous, latest or"
              + " the path of its folder.")
  private String name;

  @Option(names = "--job", paramLabel = "NAME", description = "The job of the run.")
  private String job;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      required = true,
      description = "onnx: a folder with model.onnx and all that turns raw input into its inputs.")
  private String format;

  @Option(
      names = "--precision",
      paramLabel = "BITS",
      description =
          "Of the weights: fp32, fp16 or int8 (default: fp32, or with --max-size the best).")
  private String precision;

  @Option(
      names = "--terms",
      paramLabel = "COUNT",
      description = "Keep so many terms of a vocabulary, those that weigh most (default: all).")
  private Integer terms;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description =
          "The best model that fits, by the validation rows: such as 1MB or 400KB, of 1,000 bytes"
              + " each, for all files that a device needs.")
  private String maxSize;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where to write it (default: JOB-RUN-onnx).")
  private String output;

  /**
   * @param runs of the storage root that options name
   */
  public ExportCommand(PrintStream out, PrintStream err, Supplier<Runs> runs) {
    this.out = out;
    this.err = err;
    this.runs = runs;
  }

  @Override
  public Integer call() {
    ExportRequest request = request();
    Runs known = runs.get();
    RunFolder folder = known.find(Optional.ofNullable(job), name);
    StoredRun run =
        new StoredRuns(known.storage(), folder.root())
            .read(folder.job(), folder.runId())
            .orElseThrow(
                () ->
                    JobException.invalid("RUN", folder.runId(), "must be a run that is published"));
    String target = output == null ? "%s-%s-onnx".formatted(folder.job(), folder.runId()) : output;
    String address = known.storage().absolute(target);
    ExportResult result =
        new ModelExport(known.storage(), run, err::println).write(request, address);
    new ExportText(result).print(out);
    if (!result.chosen().broken().isEmpty()) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL,
          "export run %s as %s".formatted(folder.runId(), result.chosen().precision().label()),
          String.join("; ", result.chosen().broken()));
    }
    out.println("Exported: " + address);
    return Outcome.DONE.code();
  }

  private ExportRequest request() {
    if (!format.equals(ONNX)) {
      throw JobException.invalid("--to", format, "must be " + ONNX);
    }
    if (terms != null && terms < 1) {
      throw JobException.invalid("--terms", terms, "must be at least 1");
    }
    if (terms != null && maxSize != null) {
      throw JobException.invalid("--terms", terms, "must be left out: --max-size chooses them");
    }
    return new ExportRequest(
        Optional.ofNullable(precision).map(ExportCommand::precision),
        terms == null ? OptionalInt.empty() : OptionalInt.of(terms),
        maxSize == null ? OptionalLong.empty() : OptionalLong.of(ByteSize.parse(maxSize)));
  }

  private static Precision precision(String label) {
    return Arrays.stream(Precision.values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> JobException.invalid("--precision", label, "must be fp32, fp16 or int8"));
  }
}
