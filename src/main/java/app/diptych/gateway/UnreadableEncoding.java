package app.diptych.gateway;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer is packed in a way that cannot be undone. */
final class UnreadableEncoding extends IOException {

  /**
   * @param message what the gateway did, to stand after its name
   */
  UnreadableEncoding(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
