package app.diptych.local;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file that is no GGUF file looks like. */
public final class FileKind {
  private FileKind() {}

  /** A guess from the first bytes, as it stands after "It looks like"; empty when there is none. */
  public static String of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("PK\3\4")) {
      return "a ZIP archive or a PyTorch checkpoint";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "a web page, maybe the one that offers the download";
    }
    if (start.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file it points to";
    }
    if (text.startsWith("ggml") || text.startsWith("lmgg") || text.startsWith("tjgg")) {
      return "a model in the older GGML format";
    }
    if (text.startsWith("FUGG")) {
      return "a GGUF file for a big-endian machine";
    }
    if (text.startsWith("\u001F\u008B")) {
      return "a gzip archive";
    }
    if (text.startsWith("\u0080\2") || text.startsWith("\u0080\4")) {
      return "a pickled PyTorch checkpoint";
    }
    // safetensors: 8 bytes of length, then a JSON object.
    if (text.length() > 9 && text.startsWith("{\"", 8)) {
      return "a safetensors file";
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "a JSON file";
    }
    return isText(head) ? "a text file" : "";
  }

  private static boolean isText(byte[] head) {
    for (byte value : head) {
      boolean control = value >= 0 && value < 0x20;
      if (control && value != '\n' && value != '\r' && value != '\t') {
        return false;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8);
    // The last character may be cut.
    return text.indexOf('\uFFFD') < 0 || text.indexOf('\uFFFD') >= text.length() - 1;
  }
}
