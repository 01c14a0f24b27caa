package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Usage;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;

/**
 * Token counts where no provider told one, made with the o200k tokenizer. Another tokenizer than
 * the model's, so the result is an estimate and is labelled as one.
 */
public final class TokenEstimate {
  /** Long texts are sampled: the first characters count exactly, the rest in proportion. */
  private static final int COUNTED_CHARACTERS = 200_000;

  /**
   * Loading the tokenizer takes a moment and some 40 MB, so it waits for the first text to count.
   */
  private static final class Holder {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  private static volatile boolean loaded;

  private TokenEstimate() {}

  /**
   * Of an answer whose provider told none; images are not counted, every host counts its own way.
   */
  public static Usage of(CompletionRequest request, String reasoning, String text) {
    int input = of(request.messages());
    int thinking = count(reasoning);
    return new Usage(input, thinking + count(text), thinking, 0, Usage.Source.ESTIMATED);
  }

  /** Gets the tokenizer ready, so that what is measured next is not slowed by its loading. */
  public static void load() {
    count(" ");
  }

  /** Whether counting a few words costs no more than counting them. */
  static boolean isLoaded() {
    return loaded;
  }

  /** Of a conversation that was not sent; may take a moment. */
  public static int of(List<Message> messages) {
    return messages.stream().map(Message::content).mapToInt(TokenEstimate::count).sum();
  }

  /** Of what was streamed, answer and reasoning; may take a moment. */
  public static int of(String reasoning, String text) {
    return count(reasoning) + count(text);
  }

  static int count(String text) {
    if (text.isEmpty()) {
      // Not worth the tokenizer: 200,000 words of it are kept from the first count on.
      return 0;
    }
    int tokens = counted(text);
    loaded = true;
    return tokens;
  }

  private static int counted(String text) {
    if (text.length() <= COUNTED_CHARACTERS) {
      return Holder.ENCODING.countTokensOrdinary(text);
    }
    int counted = Holder.ENCODING.countTokensOrdinary(text.substring(0, COUNTED_CHARACTERS));
    return (int) ((long) counted * text.length() / COUNTED_CHARACTERS);
  }
}
