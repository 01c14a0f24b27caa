import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** langchain4j-open-ai, used as its own examples use it. */
final class LangChain4jClient {
  public static void main(String[] arguments) throws Exception {
    Bench.run(arguments, (model, deltas) -> {
      CompletableFuture<String> ended = new CompletableFuture<>();
      OpenAiStreamingChatModel chat =
          OpenAiStreamingChatModel.builder()
              .baseUrl(arguments[0])
              .apiKey("none")
              .modelName(model)
              .timeout(Duration.ofSeconds(60))
              .build();
      chat.chat(
          "x",
          new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
              long at = System.nanoTime();
              deltas.text(text, at, at);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
              ended.complete(
                  response.finishReason() == null
                      ? null
                      : response.finishReason().name().toLowerCase());
            }

            @Override
            public void onError(Throwable failed) {
              ended.completeExceptionally(failed);
            }
          });
      return ended.get(30, TimeUnit.SECONDS);
    });
  }
}
