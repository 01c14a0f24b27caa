package app.diptych.gateway;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** Knows how far a call has come, because an exception does not tell. */
final class PhaseWatch extends EventListener {
  private volatile CallPhase phase = CallPhase.LOOKING_UP;

  CallPhase phase() {
    return phase;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    phase = CallPhase.CONNECTING;
  }

  @Override
  public void secureConnectStart(Call call) {
    phase = CallPhase.SECURING;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    phase = CallPhase.SENDING;
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    phase = request.body() == null ? CallPhase.WAITING : CallPhase.SENDING;
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    phase = CallPhase.WAITING;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    phase = CallPhase.ANSWERING;
  }
}
