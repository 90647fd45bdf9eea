package io.valora.export.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Sha256;
import io.valora.export.onnx.NetworkInputs;
import io.valora.export.weights.StoredNetwork;
import io.valora.model.Signature;
import io.valora.storage.FileContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One HTML file with a model and the program that answers. Its policy lets it run this one script,
 * and load nothing.
 */
public final class BrowserPage {
  /** What the first lines of each page have. */
  public static final String MARK = "<meta name=\"generator\" content=\"Valora\">";

  /** Files of ONNX Runtime that a page with it has. */
  public static final List<String> RUNTIME =
      List.of("ort.wasm.bundle.min.mjs", "ort-wasm-simd-threaded.wasm");

  private static final List<String> SCRIPTS =
      List.of("text.js", "hash.js", "network.js", "times.js", "cells.js", "models.js");
  private static final String FOLDER = "/export/browser/";
  private static final String SERVICE_PAGE = "/serving/page.html";

  private final String title;
  private final ObjectNode described = JsonNodeFactory.instance.objectNode();
  private final StringBuilder files = new StringBuilder();

  public BrowserPage(String title) {
    this.title = title;
  }

  /** Tells the page's script something. */
  public BrowserPage put(String name, String value) {
    described.put(name, value);
    return this;
  }

  /** The same. */
  public void set(String name, JsonNode value) {
    described.set(name, value);
  }

  /** The network that predicts. */
  public void network(StoredNetwork network) {
    add("network", "weights", new PageNetwork(network));
  }

  /** The network that orders lists. */
  public void ranking(StoredNetwork network) {
    add("ranking", "ranking", new PageNetwork(network));
  }

  /** The network as ONNX Runtime computes it. */
  public void onnx(NetworkInputs inputs, byte[] model) {
    ObjectNode out = described.putObject("onnx");
    ArrayNode tables = out.putArray("tables");
    for (int table = 0; table < inputs.tables().size(); table++) {
      tables.addObject().put("name", inputs.tables().get(table)).put("bag", inputs.isBag(table));
    }
    out.put("weighted", inputs.weighted());
    out.put("numbers", inputs.kernel().numbers());
    out.put("counts-rows", inputs.countsRows());
    file("model.onnx", content -> content.write(model));
  }

  private void add(String name, String file, PageNetwork network) {
    described.set(name, network.shape());
    file(file, out -> out.write(network.weights()));
  }

  /** A file that the page's script reads. */
  public void file(String name, FileContent content) {
    files
        .append("<script type=\"application/gzip\" data-file=\"%s\">".formatted(name))
        .append(Base64.getEncoder().encodeToString(packed(content)))
        .append("</script>\n");
  }

  /**
   * The bytes of the file.
   *
   * @throws io.valora.base.JobException when a page can't read cells of the signature
   */
  public byte[] toBytes(Signature signature) {
    PageTimes.requireReadable(signature.inputs());
    boolean isPlain = described.has("network");
    String service = resource(SERVICE_PAGE);
    String style = between(service, "<style>", "</style>") + resource(FOLDER + "page.css");
    String script =
        Stream.concat(SCRIPTS.stream(), isPlain ? Stream.empty() : Stream.of("onnx.js"))
            .map(name -> resource(FOLDER + name))
            .collect(
                Collectors.joining(
                    "\n",
                    "'use strict';\n",
                    "\n"
                        + between(
                            service, "/* Also in exported pages, from here */", "/* to here */")
                        + resource(FOLDER + "page.js")));
    String policy =
        ("default-src 'none'; script-src %s; style-src %s; img-src data:; connect-src 'none';"
                + " base-uri 'none'; form-action 'none'")
            .formatted(hash(script) + (isPlain ? "" : " blob: 'wasm-unsafe-eval'"), hash(style));
    String json = described.toString().replace("<", "\\u003c");
    return resource(FOLDER + "page.html")
        .replace("{policy}", policy)
        .replace("{title}", title.replace("&", "&amp;").replace("<", "&lt;"))
        .replace("{style}", style)
        .replace(
            "{data}",
            "<script type=\"application/json\" id=\"page\">%s</script>\n%s".formatted(json, files))
        .replace("{script}", script)
        .getBytes(UTF_8);
  }

  private static byte[] packed(FileContent content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new Packing(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class Packing extends GZIPOutputStream {
    Packing(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  /** As a policy names what it allows. */
  private static String hash(String text) {
    byte[] digest = Sha256.digest().digest(text.getBytes(UTF_8));
    return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String resource(String name) {
    try (InputStream in = BrowserPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
