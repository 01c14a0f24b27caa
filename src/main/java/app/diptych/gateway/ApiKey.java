package app.diptych.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The key of a gateway. Nothing outside this room can read it back, and its text form shows the
 * last four characters at most, so that it can stand in a log by accident.
 */
public final class ApiKey {
  private static final int LONGEST = 4096;
  private static final int SHOWN = 4;

  /** Below this length four characters would give away too much. */
  private static final int SHORTEST_SHOWN = 16;

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * @param text as typed or pasted; blanks around it are dropped
   * @throws IllegalArgumentException when it cannot be a key, with a sentence that does not quote
   *     it
   */
  public static ApiKey of(String text) {
    String secret = text.strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("The key is empty.");
    }
    if (secret.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The key is longer than %,d characters: is it really a key?".formatted(LONGEST));
    }
    if (!secret.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "The key has a blank, a line break or a letter outside ASCII in it: copy it again.");
    }
    return new ApiKey(secret);
  }

  String authorization() {
    return "Bearer " + secret;
  }

  /** The text with every place that quotes this key masked. */
  String maskedIn(String text) {
    return text.replace(secret, toString());
  }

  /** Masks this key in a text that comes in pieces. */
  KeyMask mask() {
    return new KeyMask(isLong() ? secret : "", toString());
  }

  /** The text without the first part of this key at its end, where a longer text was cut. */
  String maskedAtEndOf(String text) {
    for (int length = secret.length() - 1; length >= SHOWN; length--) {
      if (text.endsWith(secret.substring(0, length))) {
        return text.substring(0, text.length() - length) + this;
      }
    }
    return text;
  }

  /**
   * Whether it is long enough to be a secret. Gateways that need no key are often given a word such
   * as {@code local}, which may well be part of a model's name.
   */
  boolean isLong() {
    return secret.length() >= SHORTEST_SHOWN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  /** For example {@code ApiKey[...1a2b]}. */
  @Override
  public String toString() {
    String shown = isLong() ? secret.substring(secret.length() - SHOWN) : "";
    return "ApiKey[..." + shown + "]";
  }

  private byte[] bytes() {
    return secret.getBytes(StandardCharsets.US_ASCII);
  }
}
