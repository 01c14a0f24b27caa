package app.diptych.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A gateway that tells probabilities when it is asked for them, in the form of llama-server v0.5.0.
 */
final class WeighingGateway implements AutoCloseable {
  /** Each token with its probability and the likeliest other one. */
  private static final List<List<String>> A =
      List.of(
          List.of("Once", "0.41", "Long"),
          List.of(" upon", "0.99", " there"),
          List.of(" a", "0.98", " the"),
          List.of(" time", "0.93", " midnight"),
          List.of(" a", "0.44", ","),
          List.of(" young", "0.12", " pirate"),
          List.of(" pirate", "0.91", " girl"),
          List.of(" set", "0.08", " lived"),
          List.of(" sail", "0.82", " out"),
          List.of(" for", "0.63", " to"),
          List.of(" an", "0.31", " the"),
          List.of(" island", "0.96", " adventure"),
          List.of(" of", "0.03", " that"),
          List.of(" glass", "0.004", " gold"),
          List.of(".", "0.71", ","));

  private static final List<List<String>> B =
      List.of(
          List.of("Once", "0.87", "In"),
          List.of(" upon", "0.999", " there"),
          List.of(" a", "0.999", " the"),
          List.of(" midnight", "0.06", " time"),
          List.of(",", "0.55", " dreary"),
          List.of(" a", "0.77", " the"),
          List.of(" captain", "0.28", " ship"),
          List.of(" counted", "0.02", " woke"),
          List.of(" her", "0.66", " his"),
          List.of(" gold", "0.35", " crew"),
          List.of(".", "0.9", " twice"));

  private final MockWebServer server = new MockWebServer();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  WeighingGateway() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody() == null ? "" : request.getBody().utf8();
            asked.add(body);
            boolean weighed = body.contains("\"logprobs\":true");
            return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(stream(body.contains("\"model\":\"a\"") ? A : B, weighed))
                .build();
          }
        });
    server.start();
  }

  String url() {
    return server.url("/v1").toString();
  }

  /** The bodies that came. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private static String stream(List<List<String>> tokens, boolean weighed) {
    StringBuilder stream = new StringBuilder();
    for (List<String> token : tokens) {
      String logprobs = weighed ? ",\"logprobs\":{\"content\":[" + weighed(token) + "]}" : "";
      stream
          .append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
          .append(token.getFirst())
          .append("\"}")
          .append(logprobs)
          .append("}]}\n\n");
    }
    return stream
        .append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
        .append("data: [DONE]\n\n")
        .toString();
  }

  private static String weighed(List<String> token) {
    double probability = Double.parseDouble(token.get(1));
    return "{%s,\"top_logprobs\":[{%s},{%s}]}"
        .formatted(
            field(token.getFirst(), probability),
            field(token.getFirst(), probability),
            field(token.get(2), (1 - probability) * 0.6));
  }

  private static String field(String token, double probability) {
    return String.format(
        Locale.ROOT, "\"token\":\"%s\",\"logprob\":%f", token, Math.log(probability));
  }

  @Override
  public void close() {
    server.close();
  }
}
