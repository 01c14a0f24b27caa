package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Stamps how far the first call of a check came. Its methods are called on several threads when a
 * host has several addresses.
 */
final class ProbeWatch extends EventListener {
  private final NanoClock clock;
  private volatile @Nullable Call call;
  private volatile long begun;
  private volatile long connected;
  private volatile long secured;
  private volatile long acquired;
  private volatile long answered;
  private volatile int status;
  private volatile String tls = "";
  private volatile boolean cancelled;

  ProbeWatch(NanoClock clock) {
    this.clock = clock;
  }

  void cancel() {
    cancelled = true;
    Call running = call;
    if (running != null) {
      running.cancel();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** When the call began; 0 before. */
  long begun() {
    return begun;
  }

  /** When the TLS handshake could begin; 0 when it never did. */
  long connected() {
    return connected;
  }

  /** When the TLS handshake was done; 0 when it never was. */
  long secured() {
    return secured;
  }

  /** When the request could be sent; 0 when it never could. */
  long acquired() {
    return acquired;
  }

  /** When the status of the answer was read; 0 when none was. */
  long answered() {
    return answered;
  }

  /** The HTTP status; 0 when none was read. */
  int status() {
    return status;
  }

  /** The version of TLS, for people. */
  String tls() {
    return tls;
  }

  @Override
  public void callStart(Call started) {
    call = started;
    begun = clock.nanos();
    if (cancelled) {
      started.cancel();
    }
  }

  @Override
  public void secureConnectStart(Call on) {
    connected = clock.nanos();
  }

  @Override
  public void secureConnectEnd(Call on, @Nullable Handshake handshake) {
    secured = clock.nanos();
    tls = handshake == null ? "" : handshake.tlsVersion().javaName();
  }

  @Override
  public void connectionAcquired(Call on, Connection connection) {
    acquired = clock.nanos();
  }

  @Override
  public void responseHeadersEnd(Call on, Response response) {
    answered = clock.nanos();
    status = response.code();
  }
}
