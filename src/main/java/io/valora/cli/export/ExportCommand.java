package io.valora.cli.export;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.runs.RunChoice;
import io.valora.export.ExportFormat;
import io.valora.export.ExportRequest;
import io.valora.export.ExportResult;
import io.valora.export.ModelExport;
import io.valora.export.weights.Precision;
import io.valora.registry.Runs;
import io.valora.registry.StoredRun;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exports the model of a published run to another runtime; needs no Spark. */
@Command(
    footerHeading = "%n",
    footer = {
      "The exported model answers every test row of the run; where an answer or the metric differs",
      "too much, nothing is written and the exit status is 4.",
      "",
      "Examples:",
      "  valora export champion --job ratings --to onnx",
      "  valora export champion --job reviews --to onnx --precision int8 --terms 200000",
      "  valora export champion --job reviews --to onnx --max-size 400KB --output small",
      "  valora export champion --job reviews --to browser --output reviews.html"
    })
public final class ExportCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final Supplier<Runs> runs;

  @Mixin private RunChoice choice;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      required = true,
      description = {
        "onnx: a folder with model.onnx and all that turns raw input into its inputs;",
        "browser: one HTML file that predicts by itself, without a server."
      })
  private String format;

  @Option(
      names = "--precision",
      paramLabel = "BITS",
      description =
          "Of the weights: fp32, fp16 or int8; of pages fp32 or int8 (default: fp32, of pages over"
              + " 1.5 MB int8, or with --max-size the best).")
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
      names = "--runtime",
      paramLabel = "NAME",
      description =
          "What pages compute with: onnx for ONNX Runtime in WebAssembly, in place of plain"
              + " JavaScript.")
  private String runtime;

  @Option(
      names = "--runtime-files",
      paramLabel = "FOLDER",
      description = "The folder dist of npm’s onnxruntime-web, for --runtime onnx.")
  private String runtimeFiles;

  @Option(
      names = "--output",
      paramLabel = "PATH",
      description = "Where to write the folder or page (default: JOB-RUN-onnx, JOB-RUN.html).")
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
    StoredRun run = choice.published(known);
    String usual =
        "%s-%s%s"
            .formatted(
                run.folder().job(),
                run.folder().runId(),
                request.format() == ExportFormat.ONNX ? "-onnx" : ".html");
    String address = known.storage().absolute(output == null ? usual : output);
    ExportResult result =
        new ModelExport(known.storage(), run, err::println).write(request, address);
    new ExportText(result, request.format()).print(out);
    if (!result.chosen().broken().isEmpty()) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL,
          "export run %s as %s"
              .formatted(run.folder().runId(), result.chosen().precision().label()),
          String.join("; ", result.chosen().broken()));
    }
    out.println("Exported: " + address);
    return Outcome.DONE.code();
  }

  private ExportRequest request() {
    ExportFormat to = chosen("--to", format, List.of(ExportFormat.values()), ExportFormat::label);
    if (terms != null && terms < 1) {
      throw JobException.invalid("--terms", terms, "must be at least 1");
    }
    if (terms != null && maxSize != null) {
      throw JobException.invalid("--terms", terms, "must be left out: --max-size chooses them");
    }
    return new ExportRequest(
        to,
        Optional.ofNullable(precision)
            .map(label -> chosen("--precision", label, to.precisions(), Precision::label)),
        terms == null ? OptionalInt.empty() : OptionalInt.of(terms),
        maxSize == null ? OptionalLong.empty() : OptionalLong.of(ByteSize.parse(maxSize)),
        runtimeOf(to));
  }

  private Optional<String> runtimeOf(ExportFormat to) {
    if (runtime != null && to != ExportFormat.BROWSER) {
      throw JobException.invalid("--runtime", runtime, "must be left out: it is of pages");
    }
    if (runtime != null && !runtime.equals(ExportFormat.ONNX.label())) {
      throw JobException.invalid("--runtime", runtime, "must be onnx");
    }
    if ((runtime == null) != (runtimeFiles == null)) {
      throw new JobException(
          Outcome.INVALID_REQUEST,
          "Missing %s (must be beside %s)"
              .formatted(
                  runtime == null ? "--runtime" : "--runtime-files",
                  runtime == null ? "--runtime-files" : "--runtime"));
    }
    return Optional.ofNullable(runtimeFiles);
  }

  private static <T> T chosen(
      String option, String label, List<T> known, Function<T, String> labels) {
    List<String> names = known.stream().map(labels).toList();
    if (!names.contains(label)) {
      int last = names.size() - 1;
      throw JobException.invalid(
          option,
          label,
          "must be %s or %s".formatted(String.join(", ", names.subList(0, last)), names.get(last)));
    }
    return known.get(names.indexOf(label));
  }
}
