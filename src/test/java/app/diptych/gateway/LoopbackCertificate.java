package app.diptych.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A certificate for this machine, signed by an authority of its own, made by the JDK's keytool. */
final class LoopbackCertificate {
  static final String PASSWORD = "loopback";
  private static final List<String> EC = List.of("-keyalg", "EC", "-groupname", "secp256r1");

  private final Path folder;

  /**
   * @param folder an empty one, for the key stores
   */
  LoopbackCertificate(Path folder) throws IOException, InterruptedException {
    this(folder, List.of());
  }

  /** One that was valid for five days and is no longer. */
  static LoopbackCertificate expired(Path folder) throws IOException, InterruptedException {
    return new LoopbackCertificate(folder, List.of("-startdate", "-10d", "-validity", "5"));
  }

  private LoopbackCertificate(Path folder, List<String> validity)
      throws IOException, InterruptedException {
    this.folder = folder;
    keytool("-genkeypair", EC, "-alias", "ca", "-dname", "CN=Test", "-ext", "bc:c=ca:true");
    keytool("-genkeypair", EC, "-alias", "here", "-dname", "CN=localhost");
    keytool("-certreq", List.of(), "-alias", "here", "-file", file("here.csr"));
    String names = "san=ip:127.0.0.1,dns:localhost";
    String signed = file("here.pem");
    List<String> options = new ArrayList<>(List.of("-ext", names, "-rfc"));
    options.addAll(validity);
    keytool("-gencert", options, "-alias", "ca", "-infile", file("here.csr"), "-outfile", signed);
    keytool("-exportcert", List.of("-rfc"), "-alias", "ca", "-file", file("ca.pem"));
    keytool("-importcert", List.of("-noprompt"), "-alias", "here", "-file", signed);
    run(
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            "ca",
            "-file",
            file("ca.pem"),
            "-keystore",
            file("trusted.p12"),
            "-storepass",
            PASSWORD));
  }

  /** What a JVM must be started with to trust the certificate. */
  List<String> trustingOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + file("trusted.p12"),
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** Both ends in this process: a server with the certificate and a client that trusts it. */
  LoopbackTls tls() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("trusted.p12"))) {
      trusted.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    X509TrustManager trust = (X509TrustManager) managers.getTrustManagers()[0];
    return new LoopbackTls(context(trust), trust);
  }

  ServerSocketFactory serverSockets() throws IOException, GeneralSecurityException {
    return context(null).getServerSocketFactory();
  }

  private SSLContext context(@Nullable X509TrustManager trust)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    keys.deleteEntry("ca");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        managers.getKeyManagers(), trust == null ? null : new X509TrustManager[] {trust}, null);
    return context;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void keytool(String command, List<String> options, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(options);
    words.addAll(List.of(more));
    words.addAll(List.of("-keystore", file("keys.p12"), "-storepass", PASSWORD));
    run(words);
  }

  private void run(List<String> words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(words);
    line.add("-J-XX:TieredStopAtLevel=1");
    line.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Path log = folder.resolve("keytool.log");
    int exit =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("keytool failed: " + Files.readString(log));
    }
  }
}
