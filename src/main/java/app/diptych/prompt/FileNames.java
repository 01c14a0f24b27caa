package app.diptych.prompt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What the file of a prompt is called: the letters and digits of its title, on every platform. */
final class FileNames {
  private static final int LONGEST = 60;
  private static final int MARK_BYTES = 4;

  private FileNames() {}

  /** The best name first; the next one also holds a mark of the id. */
  static List<String> candidates(Prompt prompt) {
    String name = slug(prompt.title());
    String marked = name + "-" + mark(prompt.id()) + PromptFile.ENDING;
    boolean plain = !FolderName.isReserved(name) && !name.equals("readme");
    return plain ? List.of(name + PromptFile.ENDING, marked) : List.of(marked);
  }

  private static String slug(String title) {
    String lower = Normalizer.normalize(title, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String words = lower.replaceAll("[^\\p{L}\\p{N}]+", "-");
    int end =
        words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())));
    String slug = words.substring(0, end).replaceAll("^-|-$", "");
    return slug.isEmpty() ? "prompt" : slug;
  }

  private static String mark(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
