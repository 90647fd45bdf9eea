package io.valora.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window and without a network. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String AXE =
      resource("META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

  private final ChromeDriver driver;

  /**
   * @param profile an empty folder
   * @param more switches of the browser
   */
  Chromium(Path profile, String... more) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=" + profile);
    options.addArguments(more);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(120));
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
  }

  private static String resource(String name) {
    try (InputStream in = Chromium.class.getClassLoader().getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is installed. */
  static boolean isHere() {
    return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
  }

  /** Opens a page from the file system, and waits until its model is loaded. */
  void open(Path page) {
    driver.get(page.toUri().toString());
    run("return window.valora.then(() => true)");
  }

  ChromeDriver driver() {
    return driver;
  }

  /** What a script returns; of a promise, what that becomes. */
  Object run(String script, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "(async (...given) => {%s})(...[...arguments].slice(0, -1))"
                .formatted(script.replace("arguments", "given"))
            + ".then(done, error => done('error: ' + (error.stack || error)));",
        arguments);
  }

  /** The same as JSON. */
  JsonNode json(String script, Object... arguments) {
    Object found =
        run("return JSON.stringify(await (async () => {%s})())".formatted(script), arguments);
    try {
      return JSON.readTree((String) found);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(found), e);
    }
  }

  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** Addresses of all requests since the last call. */
  List<String> requests() {
    return events()
        .filter(event -> event.get("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  private Stream<JsonNode> events() {
    return StreamSupport.stream(
            driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
        .map(
            entry -> {
              try {
                return JSON.readTree(entry.getMessage()).get("message");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Complaints of the browser since the last call, such as about what a policy forbids. */
  List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .map(Object::toString)
        .toList();
  }

  /** Sets the color scheme that pages are asked for; that of the machine if empty. */
  void prefer(String scheme) {
    List<Map<String, String>> features =
        scheme.isEmpty()
            ? List.of()
            : List.of(Map.of("name", "prefers-color-scheme", "value", scheme));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
  }

  /** Violations of accessibility rules that axe finds on the open page. */
  JsonNode axe() {
    driver.executeScript(AXE);
    return json(
        "return (await axe.run()).violations.map(one => [one.id, one.nodes.map(n => n.html + n.failureSummary)])");
  }

  /** Pixels by which the open page is wider than the window. */
  long sideways() {
    return (long) run("return document.documentElement.scrollWidth - innerWidth");
  }

  /** Keeps a picture in the folder of the property {@code valora.pictures}, if that is set. */
  void keepPicture(String name) {
    String pictures = System.getProperty("valora.pictures");
    if (pictures != null) {
      screenshot(Path.of(pictures, name + ".png"));
    }
  }

  private void screenshot(Path file) {
    try {
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
