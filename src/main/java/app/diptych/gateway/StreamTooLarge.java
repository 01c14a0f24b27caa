package app.diptych.gateway;

import java.io.IOException;

/** A stream asks for more memory than any honest answer needs. */
final class StreamTooLarge extends IOException {
  StreamTooLarge(String what, int limit) {
    super("%s is larger than %,d bytes".formatted(what, limit));
  }
}
