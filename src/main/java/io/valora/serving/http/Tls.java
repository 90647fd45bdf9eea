package io.valora.serving.http;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.serving.http.ServiceConfig.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Connectors with and without TLS. */
final class Tls {
  private static final long IDLE_MILLISECONDS = 30_000;
  private static final int BACKLOG = 4096;

  private Tls() {}

  static Connector connector(Server server, HttpConfiguration http, Place place) {
    ServerConnector connector = of(server, http, place);
    connector.setHost(place.host());
    connector.setPort(place.port());
    connector.setIdleTimeout(IDLE_MILLISECONDS);
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }

  private static ServerConnector of(Server server, HttpConfiguration http, Place place) {
    if (place.keystore().isEmpty()) {
      return new ServerConnector(server, new HttpConnectionFactory(http));
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(opened(place));
    tls.setKeyStorePassword(place.password().orElse(""));
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  private static KeyStore opened(Place place) {
    String file = place.keystore().orElseThrow();
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore keystore = KeyStore.getInstance("PKCS12");
      keystore.load(in, place.password().orElse("").toCharArray());
      return keystore;
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read " + file, "it does not exist or is out of reach");
    } catch (IOException | GeneralSecurityException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read " + file,
          "it is no PKCS 12 file of that password (VALORA_TLS_PASSWORD has its password)",
          e);
    }
  }
}
