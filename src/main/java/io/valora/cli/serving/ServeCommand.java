package io.valora.cli.serving;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.serving.http.ModelService;
import io.valora.serving.http.ServiceConfig;
import io.valora.serving.http.ServiceConfig.ErrorDetail;
import io.valora.serving.http.ServiceConfig.Logged;
import io.valora.serving.http.ServiceConfig.Place;
import io.valora.serving.http.ServiceLimits;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a job's model over HTTP until it is told to end; needs no Spark. */
@Command(
    footer = {
      "",
      "Examples:",
      "  valora serve ratings",
      "  VALORA_SERVE_TOKEN=… valora serve ratings --host 0.0.0.0 --tls-keystore server.p12",
      "  java -jar target/valora-serving.jar serve ratings --root /srv/runs"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERYWHERE = "0.0.0.0";

  private final PrintStream out;
  private final PrintStream err;
  private final ServingPlace place;

  @Parameters(paramLabel = "JOB", description = "The job whose champion answers.")
  private String job;

  @Option(
      names = "--root",
      paramLabel = "URI",
      description =
          "Storage root (default: the environment file's storage.root, else ./runs-data).")
  private String root;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      defaultValue = "champion",
      description = "champion, challenger, previous or a run that answers (default: champion).")
  private String alias;

  @Option(
      names = "--challenger",
      paramLabel = "NAME",
      description =
          "Alias or run that is asked too, in the shadow: its answers are logged, never sent.")
  private String challenger;

  @Option(
      names = "--control",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of users whose lists are the popular items, to compare with.")
  private double control;

  @Option(
      names = "--explore",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the places of users' lists that go to items drawn at random, whose labels tell"
              + " of more than the model chose.")
  private double explore;

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      defaultValue = "8080",
      description = "Port (default: 8080; 0: any).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on (default: the loopback address without a token, else all).")
  private String host;

  @Option(
      names = "--token-env",
      paramLabel = "VARIABLE",
      defaultValue = "VALORA_SERVE_TOKEN",
      description =
          "Environment variable with the bearer token that requests must bring"
              + " (default: VALORA_SERVE_TOKEN).")
  private String tokenVariable;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description =
          "PKCS 12 file with certificate and key, whose password is in VALORA_TLS_PASSWORD.")
  private String keystore;

  @Option(
      names = "--errors",
      paramLabel = "full|brief",
      defaultValue = "FULL",
      description = "full, or brief: strangers read the place of a problem alone.")
  private ErrorDetail errors;

  @Option(
      names = "--log",
      paramLabel = "inputs|keys|nothing",
      defaultValue = "KEYS",
      description =
          "What is logged of each prediction under the storage root: inputs, keys (default) or nothing.")
  private Logged logged;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      defaultValue = "10485760",
      description = "Of one request (default: 10 MiB).")
  private long maxBody;

  @Option(
      names = "--max-rows",
      paramLabel = "ROWS",
      defaultValue = "10000",
      description = "Of one request (default: 10000).")
  private int maxRows;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "For the answers of one request (default: 10).")
  private int timeLimit;

  @Option(
      names = "--at-once",
      paramLabel = "REQUESTS",
      defaultValue = "256",
      description = "Requests that are answered at once; more get 429 (default: 256).")
  private int atOnce;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long requests are still taken after SIGTERM, while /health/ready says no"
              + " (default: 0).")
  private int drain;

  @Option(
      names = "--poll",
      paramLabel = "MILLISECONDS",
      defaultValue = "1000",
      description = "Between two looks at the alias (default: 1000).")
  private long poll;

  public ServeCommand(PrintStream out, PrintStream err, ServingPlace place) {
    this.out = out;
    this.err = err;
    this.place = place;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServiceConfig config = config();
    String address = root == null ? place.usualRoot() : root;
    Storage storage = place.storage(address);
    ModelService service =
        new ModelService(storage, storage.absolute(address), config, new PrintedEvents(err));
    CountDownLatch ended = new CountDownLatch(1);
    service.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  ended.countDown();
                },
                "end of the service"));
    out.printf(
        "Serving run %s of job %s on %s%s%n",
        service.runId(),
        job,
        service.address(),
        config.token().isPresent()
            ? ""
            : " (on this machine alone, since there is no token: set " + tokenVariable + ")");
    out.flush();
    ended.await();
    return Outcome.DONE.code();
  }

  private ServiceConfig config() {
    RunFolder.requireName("JOB", job);
    require("--control", control, control >= 0 && control < 1, "must be at least 0 and below 1");
    require("--explore", explore, explore >= 0 && explore < 1, "must be at least 0 and below 1");
    require(
        "--explore",
        explore,
        explore == 0 || logged != Logged.NOTHING,
        "must be left out with --log nothing: explored items are found by the log");
    require("--port", port, port >= 0 && port < 65_536, "must be from 0 to 65535");
    require("--max-body", maxBody, maxBody > 0 && maxBody < 1L << 30, "must be from 1 to 2^30");
    require("--max-rows", maxRows, maxRows > 0, "must be at least 1");
    require("--time-limit", timeLimit, timeLimit > 0, "must be at least 1");
    require("--at-once", atOnce, atOnce > 0, "must be at least 1");
    require("--drain", drain, drain >= 0, "must be at least 0");
    require("--poll", poll, poll > 0, "must be at least 1");
    Optional<String> token =
        Optional.ofNullable(System.getenv(tokenVariable)).filter(text -> !text.isBlank());
    return new ServiceConfig(
        job,
        alias,
        Optional.ofNullable(challenger),
        control,
        explore,
        new Place(
            listeningHost(token.isPresent()),
            port,
            Optional.ofNullable(keystore),
            Optional.ofNullable(System.getenv("VALORA_TLS_PASSWORD"))),
        token,
        errors,
        logged,
        new ServiceLimits(
            maxBody, maxRows, Duration.ofSeconds(timeLimit), atOnce, Duration.ofSeconds(drain)),
        poll);
  }

  private String listeningHost(boolean hasToken) {
    if (host == null) {
      return hasToken ? EVERYWHERE : LOOPBACK;
    }
    try {
      require(
          "--host",
          host,
          hasToken || InetAddress.getByName(host).isLoopbackAddress(),
          "must be the loopback address without a token: set " + tokenVariable);
      return host;
    } catch (UnknownHostException e) {
      throw JobException.invalid("--host", host, "must be an address of this machine");
    }
  }

  private static void require(String option, Object value, boolean holds, String must) {
    if (!holds) {
      throw JobException.invalid(option, String.format(Locale.ROOT, "%s", value), must);
    }
  }
}
