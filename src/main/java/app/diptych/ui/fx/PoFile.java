package app.diptych.ui.fx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads translations as gettext's {@code .po} files hold them: {@code msgid "English"}, then {@code
 * msgstr "translation"}, each perhaps going on in lines of its own; {@code #} begins a comment. The
 * kinds with plurals and contexts are not needed here and are refused.
 */
final class PoFile {
  private static final String KEY = "msgid ";
  private static final String VALUE = "msgstr ";

  private final Map<String, String> read = new HashMap<>();
  private @Nullable StringBuilder key;
  private @Nullable StringBuilder value;

  private PoFile() {}

  /**
   * @param resource a file of the product
   * @throws IllegalStateException when it is missing or malformed, which a test rules out
   */
  static Map<String, String> read(String resource) {
    try (InputStream bytes =
            Objects.requireNonNull(PoFile.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      return read(lines.lines());
    } catch (IOException broken) {
      throw new UncheckedIOException(resource + " cannot be read", broken);
    }
  }

  /**
   * @throws IllegalStateException when they are malformed
   */
  static Map<String, String> read(Stream<String> lines) {
    PoFile file = new PoFile();
    lines.map(String::strip).forEach(file::line);
    file.keep();
    return Map.copyOf(file.read);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith(KEY)) {
      keep();
      key = new StringBuilder(text(line.substring(KEY.length())));
      value = null;
    } else if (line.startsWith(VALUE) && key != null) {
      value = new StringBuilder(text(line.substring(VALUE.length())));
    } else if (line.startsWith("\"") && key != null) {
      (value == null ? key : value).append(text(line));
    } else {
      throw malformed(line);
    }
  }

  /**
   * The pair that is complete now; the one without a key is the file's own header, and one without
   * a value is not translated yet.
   */
  private void keep() {
    if (key != null && value != null && !key.isEmpty() && !value.isEmpty()) {
      String before = read.put(key.toString(), value.toString());
      if (before != null) {
        throw new IllegalStateException("Translated twice: " + key);
      }
    }
  }

  private static String text(String quoted) {
    String line = quoted.strip();
    if (line.length() < 2 || !line.startsWith("\"") || !line.endsWith("\"")) {
      throw malformed(line);
    }
    return line.substring(1, line.length() - 1).translateEscapes();
  }

  private static IllegalStateException malformed(String line) {
    return new IllegalStateException("Not a line of a .po file: " + line);
  }
}
