package io.valora.serving.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.ShownText;
import io.valora.serving.GivenRow;
import io.valora.storage.Storage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * REST service of a job's model. It is ready once {@link #start} has returned, and ends when it is
 * closed: requests that were begun are answered.
 */
public final class ModelService implements AutoCloseable, Service {
  private static final int STOP_MILLISECONDS = 15_000;

  private final ServiceConfig config;
  private final ServiceListener listener;
  private final ServedModels models;
  private final BearerToken token;
  private final Semaphore room;
  private final Javalin server;
  private final ScheduledExecutorService poll =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "alias poll");
            thread.setDaemon(true);
            return thread;
          });
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final PredictionLog log;
  private final Shadow shadow;
  private volatile boolean ready;

  /**
   * @param root absolute address of the storage root
   */
  public ModelService(
      Storage storage, String root, ServiceConfig config, ServiceListener listener) {
    this(storage, root, config, listener, Clock.systemUTC());
  }

  /**
   * @param clock of the times in the log
   */
  public ModelService(
      Storage storage, String root, ServiceConfig config, ServiceListener listener, Clock clock) {
    this.config = config;
    this.listener = listener;
    this.models = new ServedModels(storage, root, config, new MeteredListener(listener, metrics));
    this.log =
        new PredictionLog(
            storage,
            "%s/%s/served".formatted(root, config.job()),
            config,
            new LogLosses(metrics, listener),
            clock);
    this.shadow = new Shadow(log, metrics);
    this.token = new BearerToken(config.token(), config.place().host());
    this.room = new Semaphore(config.limits().atOnce());
    this.server = Javalin.create(this::configure);
  }

  /**
   * Loads the model and listens, both at once: who asks before it is ready is refused.
   *
   * @throws JobException when there is no model, the port is taken, or the keystore can't be opened
   */
  public void start() {
    CompletableFuture<Javalin> listening = CompletableFuture.supplyAsync(server::start);
    try {
      models.open();
    } catch (JobException e) {
      listening.handle((started, why) -> server.stop()).join();
      throw e;
    }
    try {
      listening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JobException refused) {
        throw refused;
      }
      if (!(e.getCause() instanceof JavalinBindException)) {
        throw e;
      }
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "listen on " + config.place(),
          "the port is taken or not allowed (--port names another)",
          e.getCause());
    }
    poll.scheduleWithFixedDelay(
        models::refresh,
        config.pollMilliseconds(),
        config.pollMilliseconds(),
        TimeUnit.MILLISECONDS);
    metrics.tookOver(config.alias(), runId());
    ready = true;
  }

  public int port() {
    return server.port();
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return "%s://%s:%d"
        .formatted(
            config.place().keystore().isPresent() ? "https" : "http",
            config.place().host(),
            port());
  }

  /** The run that answers. */
  public String runId() {
    return models.served().runId();
  }

  /** Looks at the aliases now. */
  public void refresh() {
    models.refresh();
  }

  @Override
  public void close() {
    ready = false;
    poll.shutdownNow();
    try {
      Thread.sleep(config.limits().drain().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      server.stop();
    } catch (JavalinException e) {
      listener.failed("the end: a request didn't arrive in time", e);
    }
    shadow.close();
    log.close();
  }

  @Override
  public ServedModel model(Exchange exchange) {
    Map<String, String> path = exchange.context().pathParamMap();
    if (!path.getOrDefault("job", config.job()).equals(config.job())) {
      throw new Refusal(
          Refusal.NOT_FOUND,
          "Unknown job %s (must be %s)".formatted(ShownText.of(path.get("job")), config.job()));
    }
    return path.containsKey("version") ? models.named(path.get("version")) : models.served();
  }

  @Override
  public void predicted(
      ServedModel served, String request, List<GivenRow> given, List<ScoredRow> scored) {
    long good = scored.stream().filter(row -> row.prediction().isPresent()).count();
    metrics.rows(good, scored.size() - good);
    log.rows(served, request, scored, false);
    if (served == models.served()) {
      models.challenger().ifPresent(other -> shadow.ask(other, config, request, given));
    }
  }

  @Override
  public void listed(ServedModel served, ObjectNode answer, List<Exploration.Place> places) {
    log.list(served, answer, places);
  }

  @Override
  public ServiceConfig config() {
    return config;
  }

  private void configure(JavalinConfig server) {
    server.startup.showJavalinBanner = false;
    server.startup.showOldJavalinVersionWarning = false;
    server.http.compressionStrategy = CompressionStrategy.NONE;
    server.http.maxRequestSize = config.limits().bodyBytes();
    server.http.prefer405over404 = true;
    server.jetty.modifyHttpConfiguration(ModelService::configure);
    server.jetty.addConnector((jetty, http) -> Tls.connector(jetty, http, config.place()));
    server.jetty.modifyServer(
        jetty -> {
          jetty.setStopTimeout(STOP_MILLISECONDS);
          jetty.setErrorHandler(new PlainErrors());
          jetty.setHandler(ArrivedBodies.handler(config.limits()));
        });
    route(server.routes);
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
  }

  private void route(RoutesConfig routes) {
    routes.get("/health/live", context -> context.result("live"));
    routes.get("/health/ready", this::health);
    PredictRoute predict = new PredictRoute(this);
    ListRoutes lists = new ListRoutes(this);
    for (String model : List.of("/v1/models/{job}", "/v1/models/{job}/versions/{version}")) {
      routes.post(model + "/predict", at(predict::answer));
      routes.get(model + "/users/{id}/recommendations", at(lists::ofUser));
      routes.post(model + "/recommendations", at(lists::ofVisitor));
      routes.get(model + "/items/{id}/similar", at(lists::similar));
    }
    routes.get("/v1/models/{job}", at(this::describe));
    routes.get("/openapi.json", at(this::openApi));
    routes.get("/", ServicePage::send);
    routes.get("/ping", this::health);
    new InferenceProtocol(this).route(routes, () -> ready, this::at);
    routes.post("/invocations", at(new Invocations(this)::invoke));
    routes.post("/v1/feedback", at(new FeedbackRoute(log)::take));
    routes.get("/metrics", at(this::metrics));
    routes.exception(Refusal.class, (refusal, context) -> exchange(context).reply(refusal));
    routes.exception(HttpResponseException.class, this::refuse);
    routes.exception(Exception.class, this::fail);
  }

  private void health(Context context) {
    context.status(ready ? 200 : Refusal.UNAVAILABLE).result(ready ? "ready" : "not ready");
  }

  private void describe(Exchange exchange) {
    exchange.reply(200, new Description(model(exchange)).json());
  }

  private void openApi(Exchange exchange) {
    exchange.reply(200, new OpenApi(models.served(), config.token().isPresent()).json());
  }

  private void metrics(Exchange exchange) {
    exchange.context().contentType("text/plain; version=0.0.4").result(metrics.text());
  }

  /** A route that asks for the token, and for room among the requests that are answered. */
  private Handler at(Consumer<Exchange> route) {
    return context -> {
      long begun = System.nanoTime();
      token.require(context.header("Authorization"), context.header("Host"));
      if (!models.areLoaded()) {
        throw new Refusal(Refusal.UNAVAILABLE, "Cannot answer: the model is being loaded");
      }
      if (!room.tryAcquire()) {
        context.header("Retry-After", "1");
        throw new Refusal(
            Refusal.TOO_MANY,
            "Cannot answer: %,d requests are being answered (try again in a second)"
                .formatted(config.limits().atOnce()));
      }
      try {
        route.accept(exchange(context));
        metrics.request(context.endpoint().path, context.statusCode(), System.nanoTime() - begun);
      } catch (Refusal refusal) {
        metrics.request(context.endpoint().path, refusal.status(), System.nanoTime() - begun);
        throw refusal;
      } finally {
        room.release();
      }
    };
  }

  private Exchange exchange(Context context) {
    return new Exchange(context, config);
  }

  private void refuse(HttpResponseException e, Context context) {
    exchange(context).reply(new Refusal(e.getStatus(), PlainErrors.sentence(e.getStatus())));
  }

  private void fail(Exception e, Context context) {
    // A client that hangs up is no failure of the service.
    if (!(e instanceof IOException)) {
      listener.failed(context.method() + " " + context.path(), e);
    }
    exchange(context).reply(new Refusal(Refusal.UNEXPECTED, PlainErrors.sentence(500)));
  }
}
