package io.valora.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MLflow server that runs are mirrored to.
 *
 * @param uri its address, without a slash at the end
 * @param authorization value of the header of that name; empty where the environment has none
 */
record MlflowServer(String uri, Optional<String> authorization) {
  static final String MUST =
      "must be the http or https address of an MLflow server, such as http://localhost:5000";

  /** Environment variable of the address, as MLflow's own clients read it. */
  static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";

  private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
  private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
  private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";

  /** Remedy for a server that refuses the caller. */
  static final String CREDENTIALS = "%s and %s, or %s".formatted(USERNAME, PASSWORD, TOKEN);

  /**
   * @param name of the setting that the address comes from
   * @throws JobException when it is no address of a server
   */
  static MlflowServer at(String name, String uri, Map<String, String> environment) {
    if (!isAddress(uri)) {
      throw JobException.invalid(name, uri, MUST);
    }
    return new MlflowServer(uri.strip().replaceFirst("/+$", ""), authorization(environment));
  }

  static boolean isAddress(String text) {
    try {
      URI uri = new URI(text.strip());
      return uri.getScheme() != null
          && Set.of("http", "https").contains(uri.getScheme())
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && !Secrets.inAddress(text);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** A variable that is set and not blank. */
  static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static Optional<String> authorization(Map<String, String> environment) {
    Optional<String> user = variable(environment, USERNAME);
    Optional<String> password = variable(environment, PASSWORD);
    if (user.isPresent() && password.isPresent()) {
      String both = user.get() + ":" + password.get();
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
    }
    return variable(environment, TOKEN).map(MlflowServer::bearer);
  }

  private static String bearer(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw JobException.invalid(TOKEN, "***", "must be letters, digits and signs of ASCII");
    }
    return "Bearer " + token;
  }

  /** Without the authorization. */
  @Override
  public String toString() {
    return uri;
  }
}
