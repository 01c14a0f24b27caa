import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** okhttp-sse with a small reader of trees, as one would write it in an afternoon. */
final class OkHttpSseClient {
  public static void main(String[] arguments) throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    JsonMapper json = JsonMapper.builder().build();
    Bench.run(arguments, (model, deltas) -> {
      CompletableFuture<String> ended = new CompletableFuture<>();
      Request request =
          new Request.Builder()
              .url(arguments[0] + "/chat/completions")
              .post(
                  RequestBody.create(
                      "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true}",
                      MediaType.get("application/json")))
              .build();
      EventSources.createFactory((okhttp3.Call.Factory) client)
          .newEventSource(
              request,
              new EventSourceListener() {
                private String reason;

                @Override
                public void onEvent(EventSource source, String id, String type, String data) {
                  long at = System.nanoTime();
                  if (data.isEmpty() || data.equals("[DONE]")) {
                    return;
                  }
                  JsonNode chunk;
                  try {
                    chunk = json.readTree(data);
                  } catch (RuntimeException malformed) {
                    ended.completeExceptionally(malformed);
                    source.cancel();
                    return;
                  }
                  if (chunk.has("error")) {
                    ended.completeExceptionally(new IllegalStateException("error"));
                    source.cancel();
                    return;
                  }
                  JsonNode choice = chunk.path("choices").path(0);
                  String text = choice.path("delta").path("content").asString("");
                  if (!text.isEmpty()) {
                    deltas.text(text, at, at);
                  }
                  String why = choice.path("finish_reason").asString("");
                  reason = why.isEmpty() ? reason : why;
                }

                @Override
                public void onClosed(EventSource source) {
                  ended.complete(reason);
                }

                @Override
                public void onFailure(EventSource source, Throwable failed, Response response) {
                  ended.completeExceptionally(
                      failed == null ? new IllegalStateException("" + response) : failed);
                }
              });
      return ended.get(30, TimeUnit.SECONDS);
    });
  }
}
