package app.diptych.gateway;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Both ends of a TLS connection inside this process: a server with a certificate made for the
 * occasion, and a client that trusts nothing else. The keys are never written anywhere.
 */
final class LoopbackTls {
  private static final String ALIAS = "loopback";

  private final SSLContext context;
  private final X509TrustManager trust;

  /**
   * @param context of the server
   * @param trust of the client
   */
  LoopbackTls(SSLContext context, X509TrustManager trust) {
    this.context = context;
    this.trust = trust;
  }

  /** A chain of two, so that the client builds and checks a path as it does for a real gateway. */
  static LoopbackTls create() throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair authority = generator.generateKeyPair();
    KeyPair server = generator.generateKeyPair();
    Certificate root =
        HandMadeCertificate.of(
            "authority", authority.getPublic(), "authority", authority.getPrivate());
    Certificate leaf =
        HandMadeCertificate.of("server", server.getPublic(), "authority", authority.getPrivate());

    KeyStore trusted = emptyStore();
    trusted.setCertificateEntry(ALIAS, root);
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trusted);
    X509TrustManager trust = (X509TrustManager) trusts.getTrustManagers()[0];

    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(server, leaf, root), new X509TrustManager[] {trust}, null);
    return new LoopbackTls(context, trust);
  }

  /** The server's end of an accepted connection. */
  Socket server(Socket accepted) throws IOException {
    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
    secured.setUseClientMode(false);
    return secured;
  }

  /** Makes the client trust the server, and nobody else. */
  void trustedBy(OkHttpClient.Builder client) {
    client.sslSocketFactory(context.getSocketFactory(), trust);
  }

  private static KeyManager[] keys(KeyPair server, Certificate... chain)
      throws GeneralSecurityException, IOException {
    char[] password = ALIAS.toCharArray();
    KeyStore store = emptyStore();
    store.setKeyEntry(ALIAS, server.getPrivate(), password, chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, password);
    return managers.getKeyManagers();
  }

  /** Of the old type, because the new one takes long to hide a key that stays in memory. */
  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }
}
