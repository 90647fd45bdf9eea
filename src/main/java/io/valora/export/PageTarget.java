package io.valora.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.export.browser.BrowserPage;
import io.valora.export.browser.PageVocabulary;
import io.valora.export.onnx.OnnxSession;
import io.valora.export.weights.Precision;
import io.valora.json.CheckedNode;
import io.valora.model.Signature;
import io.valora.registry.StoredRun;
import io.valora.storage.FileContent;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One page that predicts by itself. Its arithmetic is that of the plain Java which the rows are
 * verified with, bit for bit but for exponentials, or ONNX Runtime's.
 *
 * @param runtime folder with ONNX Runtime for browsers; empty for plain JavaScript
 */
record PageTarget(Storage storage, StoredRun run, String uri, Optional<String> runtime)
    implements ExportTarget {
  /** A page up to this size has all bits of its weights unless others are asked for. */
  private static final long SMALL = 1_500_000;

  /** More than what is measured takes in a page. */
  private static final int MEASURED = 1024;

  private static final int HEAD = 2048;

  /**
   * @throws JobException when the file is something else than a page
   */
  static PageTarget of(Storage storage, StoredRun run, String uri, Optional<String> runtime) {
    if (storage.exists(uri)
        && (storage.isFolder(uri) || !head(storage, uri).contains(BrowserPage.MARK))) {
      throw JobException.invalid("--output", uri, "must be a new file, or an earlier page");
    }
    runtime.ifPresent(folder -> requireRuntime(storage, folder));
    return new PageTarget(storage, run, uri, runtime);
  }

  private static void requireRuntime(Storage storage, String folder) {
    for (String name : BrowserPage.RUNTIME) {
      if (!storage.exists(folder + "/" + name)) {
        throw JobException.invalid(
            "--runtime-files",
            folder,
            "must be the folder dist of npm’s onnxruntime-web, which has " + name);
      }
    }
  }

  private static String head(Storage storage, String uri) {
    try (InputStream in = storage.open(uri)) {
      return new String(in.readNBytes(HEAD), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Precision usual(ModelSource source, OptionalInt terms) {
    return runtime.isPresent() || fits(source.of(Precision.FP32, terms), SMALL)
        ? Precision.FP32
        : Precision.INT8;
  }

  @Override
  public AnsweringForm open(ExportedModel model) {
    Function<TrialResult, byte[]> content = measured -> page(model, Optional.of(measured));
    return runtime.isEmpty()
        ? new PlainForm(model, content)
        : new OnnxForm(model, OnnxSession.of(onnx(model)), content, 0);
  }

  @Override
  public boolean fits(ExportedModel model, long mostBytes) {
    return page(model, Optional.empty()).length + MEASURED <= mostBytes;
  }

  @Override
  public void write(Trial chosen, ExportFacts facts) {
    storage.write(uri, chosen.content());
  }

  private byte[] page(ExportedModel model, Optional<TrialResult> measured) {
    Signature signature = model.signature().withGoldenRows(List.of());
    String job = run.folder().job();
    BrowserPage page = new BrowserPage("Try the model of " + job);
    page.put("job", job)
        .put("run", run.folder().runId())
        .put("parameter-hash", run.json().path("parameter-hash").asText());
    ObjectNode described =
        (ObjectNode) CheckedNode.parse("signature.json", signature.toJson()).value();
    page.set("signature", described.without("golden-rows"));
    page.set("golden-rows", new GoldenJson(model).withoutInputs());
    page.set("facts", new PageFacts(model).rows(measured));
    if (runtime.isPresent()) {
      page.onnx(model.networks().inputs(), onnx(model));
      BrowserPage.RUNTIME.forEach(
          name -> page.file(name, out -> out.write(storage.readBytes(runtime.get() + "/" + name))));
    } else {
      page.network(model.networks().stored());
      model.networks().ranking().ifPresent(page::ranking);
    }
    model.files().forEach(file -> page.file(file.name(), content(model, file)));
    return page.toBytes(signature);
  }

  private static FileContent content(ExportedModel model, ExportFile file) {
    return file.name().equals(TextSource.VOCABULARY)
        ? PageVocabulary.of(
            file.toBytes(), model.networks().inputs().kernel().tables().get(0).rows() - 1)
        : file.content();
  }

  private byte[] onnx(ExportedModel model) {
    return model.onnx(OnnxTarget.properties(run, model));
  }
}
