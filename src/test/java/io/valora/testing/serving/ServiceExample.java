package io.valora.testing.serving;

import io.valora.serving.http.ServiceConfig;
import io.valora.serving.http.ServiceConfig.ErrorDetail;
import io.valora.serving.http.ServiceConfig.Logged;
import io.valora.serving.http.ServiceConfig.Place;
import io.valora.serving.http.ServiceLimits;
import java.util.Optional;

/** Configuration of a service on a free port of the loopback address, for everybody. */
public final class ServiceExample {
  private static final Place PLACE = new Place("127.0.0.1", 0, Optional.empty(), Optional.empty());

  private final String job;
  private Place place = PLACE;
  private Optional<String> challenger = Optional.empty();
  private double controlShare;
  private double explorationShare;
  private Optional<String> token = Optional.empty();
  private ErrorDetail errors = ErrorDetail.FULL;
  private Logged logged = Logged.NOTHING;
  private ServiceLimits limits = ServiceLimits.USUAL;
  private long pollMilliseconds = 1000;

  private ServiceExample(String job) {
    this.job = job;
  }

  public static ServiceExample of(String job) {
    return new ServiceExample(job);
  }

  public ServiceExample withChallenger(String name) {
    challenger = Optional.of(name);
    return this;
  }

  public ServiceExample withControlShare(double share) {
    controlShare = share;
    return this;
  }

  public ServiceExample withExplorationShare(double share) {
    explorationShare = share;
    return this;
  }

  public ServiceExample withToken(String secret) {
    token = Optional.of(secret);
    return this;
  }

  public ServiceExample withKeystore(String file, String password) {
    place = new Place(PLACE.host(), PLACE.port(), Optional.of(file), Optional.of(password));
    return this;
  }

  public ServiceExample withErrors(ErrorDetail detail) {
    errors = detail;
    return this;
  }

  public ServiceExample withLogged(Logged content) {
    logged = content;
    return this;
  }

  public ServiceExample withLimits(ServiceLimits other) {
    limits = other;
    return this;
  }

  public ServiceExample withPoll(long milliseconds) {
    pollMilliseconds = milliseconds;
    return this;
  }

  ServiceConfig config() {
    return new ServiceConfig(
        job,
        "champion",
        challenger,
        controlShare,
        explorationShare,
        place,
        token,
        errors,
        logged,
        limits,
        pollMilliseconds);
  }
}
