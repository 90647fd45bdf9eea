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
 * @param explorationShare of the places of lists, in [0, 1), that go to items drawn at random
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
    double explorationShare,
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

  @Override
  public String toString() {
    return Secrets.masked("ServiceConfig[%s, %s, %s]".formatted(job, alias, place));
  }

  /**
   * Whether a user's lists are the popular items: the same on every server and after every start.
   */
  boolean isControl(String user) {
    MessageDigest digest = Sha256.digest();
    digest.update((job + "\0" + user).getBytes(UTF_8));
    long hash = ByteBuffer.wrap(digest.digest()).getLong();
    return controlShare > 0 && KeyedHash.uniformOf(hash) < controlShare;
  }
}
