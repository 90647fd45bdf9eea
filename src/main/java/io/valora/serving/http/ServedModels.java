package io.valora.serving.http;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.base.ShownText;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Models of a job that are served. The one of an alias is taken over when the alias moves: loaded
 * and verified beside the old one, then one reference is swapped. One that fails is refused, and
 * the old one serves on.
 */
final class ServedModels {
  private static final Set<String> ALIASES = Set.of("champion", "challenger", "previous");
  private static final Duration NEXT_TRY = Duration.ofSeconds(30);

  /** Runs that requests named by their ids. */
  private static final int MOST_NAMED = 2;

  private final Storage storage;
  private final String root;
  private final ServiceConfig config;
  private final ServiceListener listener;
  private final AtomicReference<ServedModel> served = new AtomicReference<>();
  private final AtomicReference<ServedModel> challenger = new AtomicReference<>();
  private final Map<String, Long> refused = new LinkedHashMap<>();
  private final Map<String, ServedModel> named =
      new LinkedHashMap<>(MOST_NAMED, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ServedModel> eldest) {
          return size() > MOST_NAMED;
        }
      };

  ServedModels(Storage storage, String root, ServiceConfig config, ServiceListener listener) {
    this.storage = storage;
    this.root = root;
    this.config = config;
    this.listener = listener;
  }

  /**
   * Loads the first models.
   *
   * @throws JobException when there is no run of that alias, or its model is refused
   */
  void open() {
    String runId = runOf(config.alias()).orElseThrow(this::missing);
    served.set(load(runId));
    followChallenger();
  }

  private JobException missing() {
    return JobException.invalid(
        "JOB", config.job(), "must be a job with a %s under %s".formatted(config.alias(), root));
  }

  boolean areLoaded() {
    return served.get() != null;
  }

  /** The model that answers where a request names none. */
  ServedModel served() {
    return served.get();
  }

  Optional<ServedModel> challenger() {
    return Optional.ofNullable(challenger.get());
  }

  /** Looks at the aliases, and takes over what has moved. */
  synchronized void refresh() {
    follow(config.alias(), served);
    followChallenger();
  }

  private void followChallenger() {
    config.challenger().ifPresent(alias -> follow(alias, challenger));
  }

  private void follow(String alias, AtomicReference<ServedModel> reference) {
    String runId = "";
    try {
      runId = runOf(alias).orElse("");
      ServedModel now = reference.get();
      if (runId.isEmpty() || (now != null && now.runId().equals(runId)) || isRefused(runId)) {
        return;
      }
      ServedModel next = load(runId);
      reference.set(next);
      refused.clear();
      listener.tookOver(alias, now == null ? "" : now.runId(), runId);
    } catch (RuntimeException e) {
      refused.put(runId, System.nanoTime());
      listener.refused(alias, runId, Secrets.masked(String.valueOf(e.getMessage())));
    }
  }

  /** A run that failed is tried again later: storage may have been to blame. */
  private boolean isRefused(String runId) {
    Long when = refused.get(runId);
    return when != null && System.nanoTime() - when < NEXT_TRY.toNanos();
  }

  /**
   * The model that a path names: an alias, or the id of a published run.
   *
   * @throws Refusal when there is none
   */
  ServedModel named(String name) {
    if (name.equals(config.alias())) {
      return served();
    }
    if (config.challenger().equals(Optional.of(name)) && challenger.get() != null) {
      return challenger.get();
    }
    if (!RunFolder.isName(name)) {
      throw none(name);
    }
    return loaded(runOf(name).orElseThrow(() -> none(name)));
  }

  private ServedModel loaded(String runId) {
    for (ServedModel model : new ServedModel[] {served.get(), challenger.get()}) {
      if (model != null && model.runId().equals(runId)) {
        return model;
      }
    }
    synchronized (named) {
      ServedModel model = named.get(runId);
      if (model == null) {
        try {
          model = load(runId);
        } catch (JobException e) {
          throw none(runId);
        }
        named.put(runId, model);
      }
      return model;
    }
  }

  private Refusal none(String name) {
    return new Refusal(
        Refusal.NOT_FOUND,
        "Unknown run %s (must be champion, challenger, previous or a published run of job %s)"
            .formatted(ShownText.of(name), config.job()));
  }

  private ServedModel load(String runId) {
    RunFolder run = new RunFolder(root, config.job(), runId);
    if (!storage.exists(run.runJson())) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "serve run " + runId, "there is none of that name");
    }
    return ServedModel.load(storage, run);
  }

  private Optional<String> runOf(String name) {
    return ALIASES.contains(name)
        ? new ModelAlias(storage, new RunFolder(root, config.job(), "any")).read(name)
        : Optional.of(name);
  }
}
