package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.Sha256;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret that requests must bring. Without one, requests must name this machine: a page of
 * another site, whose name was made to lead here, reads no answers.
 */
final class BearerToken {
  private static final String SCHEME = "Bearer ";
  private static final Pattern PORT = Pattern.compile(":\\d+$");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<byte[]> digest;
  private final String host;

  /**
   * @param host that the service listens on
   */
  BearerToken(Optional<String> token, String host) {
    this.digest = token.map(BearerToken::digest);
    this.host = host;
  }

  /** Refuses a request without the token, or, where there is none, one for another host. */
  void require(String header, String named) {
    String name = named == null ? "" : PORT.matcher(named).replaceFirst("");
    if (digest.isEmpty() && !LOCAL.contains(name) && !name.equals(host)) {
      throw new Refusal(
          Refusal.UNAUTHORIZED, "Invalid Host (must be localhost, since there is no token)");
    }
    require(header);
  }

  /**
   * Compares digests, which takes as long whatever was brought.
   *
   * @param header null for none
   * @throws Refusal when it isn't the token's
   */
  private void require(String header) {
    if (digest.isPresent()) {
      boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
      byte[] brought = digest(bearer ? header.substring(SCHEME.length()).strip() : "");
      if (!MessageDigest.isEqual(digest.get(), brought) || !bearer) {
        throw new Refusal(
            Refusal.UNAUTHORIZED,
            "Invalid Authorization (must be Bearer and the token of this service)");
      }
    }
  }

  private static byte[] digest(String token) {
    MessageDigest digest = Sha256.digest();
    digest.update(token.getBytes(UTF_8));
    return digest.digest();
  }
}
