package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.KeyedHash;
import io.valora.base.Secrets;
import io.valora.base.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Configuration of a service.
 *
 * @param job whose model is served
 * @param alias that the served run has, or its id
 * @param challenger alias or id of the run that is scored in the shadow
 * @param controlShare of users in [0, 1) whose lists are the popular items
 * @param place where it listens
 * @param token that requests must bring
 * @param errors how much a refusal says
 * @param logged what of each prediction is logged
 * @param pollMilliseconds between two looks at the aliases
 */
public record ServiceConfig(
    String job,
    String alias,
    Optional<String> challenger,
    double controlShare,
    Place place,
    Optional<String> token,
    ErrorDetail errors,
    Logged logged,
    ServiceLimits limits,
    long pollMilliseconds) {
  /** Detail of refusals. */
  public enum ErrorDetail {
    /** Inputs, what was found and the rule. */
    FULL,
    /** For strangers: the place alone. */
    BRIEF
  }

  /** Content of the prediction log. */
  public enum Logged {
    INPUTS,
    /** Ids of a pair; of any other row a hash. */
    KEYS,
    NOTHING
  }

  /**
   * Place where a service listens.
   *
   * @param port 0 for any free one
   * @param keystore PKCS 12 file of certificate and key
   * @param password of the file
   */
  public record Place(String host, int port, Optional<String> keystore, Optional<String> password) {
    @Override
    public String toString() {
      return "%s:%d".formatted(host, port);
    }
  }

  /** On a free port of the loopback address, for everybody on this machine. */
  public static ServiceConfig of(String job) {
    return new ServiceConfig(
        job,
        "champion",
        Optional.empty(),
        0,
        new Place("127.0.0.1", 0, Optional.empty(), Optional.empty()),
        Optional.empty(),
        ErrorDetail.FULL,
        Logged.NOTHING,
        ServiceLimits.USUAL,
        1000);
  }

  public ServiceConfig withChallenger(String name) {
    return new ServiceConfig(
        job,
        alias,
        Optional.of(name),
        controlShare,
        place,
        token,
        errors,
        logged,
        limits,
        pollMilliseconds);
  }

  public ServiceConfig withControlShare(double share) {
    return new ServiceConfig(
        job, alias, challenger, share, place, token, errors, logged, limits, pollMilliseconds);
  }

  public ServiceConfig withPlace(Place other) {
    return new ServiceConfig(
        job,
        alias,
        challenger,
        controlShare,
        other,
        token,
        errors,
        logged,
        limits,
        pollMilliseconds);
  }

  public ServiceConfig withToken(String secret) {
    return new ServiceConfig(
        job,
        alias,
        challenger,
        controlShare,
        place,
        Optional.of(secret),
        errors,
        logged,
        limits,
        pollMilliseconds);
  }

  public ServiceConfig withErrors(ErrorDetail detail) {
    return new ServiceConfig(
        job,
        alias,
        challenger,
        controlShare,
        place,
        token,
        detail,
        logged,
        limits,
        pollMilliseconds);
  }

  public ServiceConfig withLogged(Logged content) {
    return new ServiceConfig(
        job,
        alias,
        challenger,
        controlShare,
        place,
        token,
        errors,
        content,
        limits,
        pollMilliseconds);
  }

  public ServiceConfig withLimits(ServiceLimits other) {
    return new ServiceConfig(
        job,
        alias,
        challenger,
        controlShare,
        place,
        token,
        errors,
        logged,
        other,
        pollMilliseconds);
  }

  public ServiceConfig withPoll(long milliseconds) {
    return new ServiceConfig(
        job, alias, challenger, controlShare, place, token, errors, logged, limits, milliseconds);
  }

  public ServiceConfig withAlias(String name) {
    return new ServiceConfig(
        job,
        name,
        challenger,
        controlShare,
        place,
        token,
        errors,
        logged,
        limits,
        pollMilliseconds);
  }

  @Override
  public String toString() {
    return Secrets.masked("ServiceConfig[%s, %s, %s]".formatted(job, alias, place));
  }

  /**
   * Whether a user belongs to the control share: the same on every server and after every start.
   */
  boolean isControl(String user) {
    MessageDigest digest = Sha256.digest();
    digest.update((job + "\0" + user).getBytes(UTF_8));
    long hash = ByteBuffer.wrap(digest.digest()).getLong();
    return controlShare > 0 && KeyedHash.uniformOf(hash) < controlShare;
  }
}
