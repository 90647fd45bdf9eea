package io.valora.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "sesame-open";

  @TempDir private Path root;
  @TempDir private Path keys;

  private Path keystore;

  @BeforeEach
  void certificateOfThisMachine() throws Exception {
    keystore = keys.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(keys.resolve("keytool.log"))).isZero();
    new TinyRuns(root).sales();
  }

  @Test
  void whoTrustsTheCertificateIsAnsweredAndNobodyElse() throws Exception {
    ServiceExample config = ServiceExample.of("sales").withKeystore(keystore.toString(), PASSWORD);
    try (RunningService service = new RunningService(root, config)) {
      URI address = URI.create(service.service().address() + "/health/ready");
      assertThat(address.getScheme()).isEqualTo("https");
      HttpRequest request = HttpRequest.newBuilder(address).build();
      HttpClient trusting = HttpClient.newBuilder().sslContext(trusting()).build();
      assertThat(trusting.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      HttpClient stranger = HttpClient.newHttpClient();
      assertThatThrownBy(() -> stranger.send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
      URI plain = URI.create(address.toString().replace("https", "http"));
      HttpRequest unencrypted = HttpRequest.newBuilder(plain).build();
      assertThatThrownBy(() -> trusting.send(unencrypted, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aKeystoreThatCannotBeOpenedIsRefusedBeforeItListens() throws IOException {
    Path text = Files.writeString(keys.resolve("text.p12"), "no keystore");
    for (ServiceExample config :
        new ServiceExample[] {
          ServiceExample.of("sales").withKeystore(keystore.toString(), "wrong"),
          ServiceExample.of("sales").withKeystore(text.toString(), PASSWORD)
        }) {
      assertThatThrownBy(() -> new RunningService(root, config).close())
          .isInstanceOf(JobException.class)
          .hasMessageStartingWith("Cannot read " + keys)
          .hasMessageContaining("(VALORA_TLS_PASSWORD has its password)");
    }
  }

  private SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
