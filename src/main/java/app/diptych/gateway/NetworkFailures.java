package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Turns what the network did into a failure. Never quotes an exception. */
final class NetworkFailures {
  private final Addressee to;
  private final GatewayTimeouts timeouts;

  NetworkFailures(Addressee to, GatewayTimeouts timeouts) {
    this.to = to;
    this.timeouts = timeouts;
  }

  /**
   * @param proxy host and port of the proxy that stands between, null when there is none
   */
  Failure of(IOException exception, CallPhase phase, @Nullable String proxy) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure.Cancelled();
    }
    boolean atProxy = phase == CallPhase.LOOKING_UP || phase == CallPhase.CONNECTING;
    if (proxy != null && atProxy && !(exception instanceof InterruptedIOException)) {
      return refusedBy(proxy);
    }
    return switch (exception) {
      case SocketTimeoutException _ -> timedOut(phase);
      case InterruptedIOException _ ->
          new Failure.TimedOut(
              "The answer was not complete after " + text(timeouts.whole()) + ".",
              "Ask for fewer tokens, or raise the limit: " + field("\"Whole call\""));
      case UnknownHostException _ ->
          new Failure.ConnectionLost(
              "There is no host named " + to.url().host() + ".",
              "Check the spelling of the base URL and the network.");
      case NoRouteToHostException _ ->
          new Failure.ConnectionLost("There is no way to " + to.host() + ".", "Check the network.");
      case ConnectException _ ->
          new Failure.ConnectionLost(
              to.host() + " refused the connection.",
              "Check that the gateway runs and that the port in the base URL is right.");
      case SSLException insecure -> isUntrusted(insecure) ? untrusted(insecure) : insecure(phase);
      case StreamTooLarge tooLarge ->
          new Failure.BrokenStream(
              tooLarge.getMessage() + ", so it was not read further.",
              "The gateway does not behave: use another.");
      case UnreadableEncoding unreadable ->
          new Failure.BrokenStream(
              to.gateway() + " " + unreadable.getMessage() + ".",
              "Run again; if it happens each time, something between here and the gateway changes"
                  + " its answers.");
      default -> cut(phase);
    };
  }

  private Failure refusedBy(String proxy) {
    return new Failure.ConnectionLost(
        "The proxy " + proxy + " gave no way to " + to.host() + ".",
        "Check the proxy settings this program was started with, or reach the gateway without one.");
  }

  private Failure timedOut(CallPhase phase) {
    return switch (phase) {
      case LOOKING_UP, CONNECTING ->
          new Failure.TimedOut(
              to.host() + " did not take the connection within " + text(timeouts.connect()) + ".",
              "Check the network and the base URL, or raise the limit: " + field("\"Connect\""));
      case SECURING ->
          new Failure.TimedOut(
              to.host()
                  + " did not finish the TLS handshake within "
                  + text(timeouts.firstByte())
                  + ".",
              "Check that the base URL should start with https://, or raise the limit: "
                  + field("\"First byte\""));
      case SENDING ->
          new Failure.TimedOut(
              to.host() + " did not take the request within " + text(timeouts.silence()) + ".",
              "Run again, with a shorter prompt if it is long, or raise the limit: "
                  + field("\"Silence\""));
      case WAITING ->
          new Failure.TimedOut(
              to.gateway() + " did not begin to answer within " + text(timeouts.firstByte()) + ".",
              "The model may be loading or busy: run again, or raise the limit: "
                  + field("\"First byte\""));
      case ANSWERING ->
          new Failure.TimedOut(
              to.gateway() + " fell silent for " + text(timeouts.silence()) + " while answering.",
              "Run again, or raise the limit: " + field("\"Silence\""));
    };
  }

  /** Where a limit can be changed, the end of a hint. */
  private String field(String name) {
    return name + " of " + to.gateway() + " in Settings > Gateways.";
  }

  /** The certificate itself was refused, or it is for another host. */
  private static boolean isUntrusted(SSLException exception) {
    if (exception instanceof SSLPeerUnverifiedException) {
      return true;
    }
    return causedBy(CertificateException.class, exception);
  }

  private static boolean causedBy(Class<? extends Throwable> kind, Throwable exception) {
    Throwable cause = exception.getCause();
    while (cause != null && !kind.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private Failure untrusted(SSLException exception) {
    if (causedBy(CertificateExpiredException.class, exception)) {
      return new Failure.ConnectionLost(
          "The certificate of " + to.host() + " has expired.",
          "Check the date of this machine; if it is right, tell the gateway's operator.");
    }
    if (causedBy(CertificateNotYetValidException.class, exception)) {
      return new Failure.ConnectionLost(
          "The certificate of " + to.host() + " is not valid yet.",
          "Check the date of this machine.");
    }
    return new Failure.ConnectionLost(
        "The certificate of " + to.host() + " is not trusted.",
        "It may be expired, self-signed or for another host: check the base URL; the certificate of"
            + " a company's own authority must be in Java's trust store.");
  }

  private Failure insecure(CallPhase phase) {
    if (phase == CallPhase.ANSWERING) {
      return cut(phase);
    }
    return new Failure.ConnectionLost(
        "No secure connection to " + to.host() + " could be made.",
        "Its certificate may be expired, self-signed or for another host, or it may speak plain"
            + " http: check the base URL.");
  }

  private Failure cut(CallPhase phase) {
    return new Failure.ConnectionLost(
        (phase == CallPhase.ANSWERING
                ? "The connection to %s was cut before the answer was complete."
                : "The connection to %s was cut before the answer began.")
            .formatted(to.host()),
        "Run again.");
  }

  private static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
