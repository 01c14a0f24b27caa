import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Iterator;

/** openai-java, used as its own examples use it. */
final class OpenAiJavaClient {
  public static void main(String[] arguments) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0]).apiKey("none").maxRetries(0).build();
    Bench.run(arguments, (model, deltas) -> {
      ChatCompletionCreateParams params =
          ChatCompletionCreateParams.builder().model(model).addUserMessage("x").build();
      String reason = null;
      try (StreamResponse<ChatCompletionChunk> stream =
          client.chat().completions().createStreaming(params)) {
        for (Iterator<ChatCompletionChunk> it = stream.stream().iterator(); it.hasNext(); ) {
          ChatCompletionChunk chunk = it.next();
          long at = System.nanoTime();
          if (chunk.choices().isEmpty()) {
            continue;
          }
          ChatCompletionChunk.Choice choice = chunk.choices().get(0);
          String text = choice.delta().content().orElse("");
          if (!text.isEmpty()) {
            deltas.text(text, at, at);
          }
          if (choice.finishReason().isPresent()) {
            reason = choice.finishReason().get().toString();
          }
        }
      }
      return reason;
    });
  }
}
