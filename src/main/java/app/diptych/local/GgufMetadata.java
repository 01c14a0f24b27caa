package app.diptych.local;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values at the head of a GGUF file. Numbers and texts are kept; of an array only its
 * length, of the vocabulary the length of its longest word, of the languages their names, and the
 * numbers that stand for each layer.
 */
final class GgufMetadata {
  private static final String TOKENS = "tokenizer.ggml.tokens";
  private static final String LANGUAGES = "general.languages";
  private static final int MOST_LANGUAGES = 64;
  private static final int LONGEST_LANGUAGE = 32;
  private static final int MOST_KEYS = 65_536;
  private static final int LONGEST_KEY = 65_535;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final String HEADS = ".attention.head_count_kv";
  private static final int MOST_LAYERS = 4096;
  private static final int MOST_TEXTS_IN_ARRAY = 4 << 20;

  /** Bytes that the kept texts may take together. */
  private static final int MOST_TEXT = 8 << 20;

  private final Map<String, Object> values = new HashMap<>();
  private final List<String> languages = new ArrayList<>();
  private final Map<String, List<Long>> perLayer = new HashMap<>();
  private int textKept;
  private int longestToken;

  /** Length of an array. */
  private record Length(long elements) {}

  static GgufMetadata read(GgufCursor cursor, long keys) throws IOException {
    if (keys > MOST_KEYS) {
      throw new EOFException();
    }
    GgufMetadata metadata = new GgufMetadata();
    for (long i = 0; i < keys; i++) {
      long length = cursor.count(1);
      if (length > LONGEST_KEY) {
        throw new EOFException();
      }
      String key = cursor.text((int) length);
      metadata.value(cursor, key);
    }
    return metadata;
  }

  Optional<String> text(String key) {
    return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Nullable Long number(String key) {
    return values.get(key) instanceof Long number ? number : null;
  }

  long number(String key, long otherwise) {
    return values.get(key) instanceof Long number ? number : otherwise;
  }

  Optional<Boolean> flag(String key) {
    return values.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /** How many words the vocabulary has; 0 when the file has none. */
  long vocabulary() {
    return values.get(TOKENS) instanceof Length length ? length.elements() : 0;
  }

  /** Bytes of the longest word of the vocabulary. */
  int longestToken() {
    return longestToken;
  }

  /** The number for each layer where the file gives one for each; else empty. */
  List<Long> perLayer(String key) {
    return perLayer.getOrDefault(key, List.of());
  }

  /** What languages the file says the model has, for example {@code en}. */
  List<String> languages() {
    return List.copyOf(languages);
  }

  private void value(GgufCursor cursor, String key) throws IOException {
    long type = cursor.u32();
    Object value =
        switch ((int) type) {
          case 0 -> (long) cursor.u8();
          case 1 -> (long) (byte) cursor.u8();
          case 2 -> (long) cursor.u16();
          case 3 -> (long) (short) cursor.u16();
          case 4 -> cursor.u32();
          case 5 -> (long) cursor.i32();
          case 6 -> Float.intBitsToFloat(cursor.i32());
          case 7 -> cursor.u8() != 0;
          case 8 -> text(cursor);
          case 9 -> array(cursor, key);
          case 10, 11 -> cursor.i64();
          case 12 -> Double.longBitsToDouble(cursor.i64());
          default -> throw new EOFException();
        };
    values.put(key, value);
  }

  private String text(GgufCursor cursor) throws IOException {
    long length = cursor.count(1);
    if (length > LONGEST_TEXT || textKept + length > MOST_TEXT) {
      cursor.skip(length);
      return "";
    }
    textKept += (int) length;
    return cursor.text((int) length);
  }

  private Length array(GgufCursor cursor, String key) throws IOException {
    long type = cursor.u32();
    int elementBytes =
        switch ((int) type) {
          case 0, 1, 7 -> 1;
          case 2, 3 -> 2;
          case 4, 5, 6 -> 4;
          case 10, 11, 12 -> 8;
          case 8 -> 0;
          // An array of arrays is something the engine does not read either.
          default -> throw new EOFException();
        };
    long elements = cursor.count(elementBytes == 0 ? 8 : elementBytes);
    if ((type == 4 || type == 5) && elements <= MOST_LAYERS && key.endsWith(HEADS)) {
      List<Long> numbers = new ArrayList<>();
      for (long i = 0; i < elements; i++) {
        numbers.add(type == 4 ? cursor.u32() : (long) cursor.i32());
      }
      perLayer.put(key, numbers);
    } else if (elementBytes > 0) {
      cursor.skip(elements * elementBytes);
    } else {
      readTexts(cursor, elements, key);
    }
    return new Length(elements);
  }

  private void readTexts(GgufCursor cursor, long elements, String key) throws IOException {
    if (elements > MOST_TEXTS_IN_ARRAY) {
      throw new EOFException();
    }
    boolean tokens = key.equals(TOKENS);
    boolean kept = key.equals(LANGUAGES);
    for (long i = 0; i < elements; i++) {
      long length = cursor.count(1);
      if (kept && length <= LONGEST_LANGUAGE && languages.size() < MOST_LANGUAGES) {
        languages.add(cursor.text((int) length));
      } else {
        cursor.skip(length);
      }
      if (tokens) {
        longestToken = (int) Math.max(longestToken, Math.min(length, Integer.MAX_VALUE));
      }
    }
  }
}
