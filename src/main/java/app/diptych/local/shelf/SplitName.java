package app.diptych.local.shelf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one file of a split model, as llama.cpp's llama-gguf-split gives it: {@code
 * NAME-00001-of-00003.gguf}.
 */
record SplitName(Path folder, String stem, int part, int parts) {
  private static final Pattern PATTERN =
      Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf", Pattern.CASE_INSENSITIVE);

  /** Empty for a file that stands for itself. */
  static Optional<SplitName> of(Path file) {
    Matcher matcher = PATTERN.matcher(String.valueOf(file.getFileName()));
    Path folder = file.getParent();
    if (folder == null || !matcher.matches()) {
      return Optional.empty();
    }
    int part = Integer.parseInt(matcher.group(2));
    int parts = Integer.parseInt(matcher.group(3));
    return part < 1 || part > parts
        ? Optional.empty()
        : Optional.of(new SplitName(folder, matcher.group(1), part, parts));
  }

  /** What the files of one model have in common. */
  SplitName whole() {
    return new SplitName(folder, stem, 0, parts);
  }
}
