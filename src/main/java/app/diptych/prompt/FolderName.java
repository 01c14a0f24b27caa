package app.diptych.prompt;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names folders of prompts can have: those that mean a plain folder on every platform. */
final class FolderName {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 8;
  private static final Pattern RESERVED =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

  private FolderName() {}

  /**
   * @throws IllegalArgumentException for a name that could lead out of the library
   */
  static void check(String folder) {
    if (folder.isEmpty()) {
      return;
    }
    KeptText.line("The folder of a prompt", folder, LONGEST);
    String[] names = folder.split("/", -1);
    KeptText.require(
        names.length <= DEEPEST,
        () -> "Folders of prompts can be at most %d deep".formatted(DEEPEST));
    for (String name : names) {
      KeptText.require(
          isPlain(name),
          () ->
              "%s cannot be a folder of prompts: use plain names with / between them"
                  .formatted(KeptText.quoted(folder)));
    }
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.equals(name.strip())
        && !name.startsWith(".")
        && !name.endsWith(".")
        && name.chars().noneMatch(each -> "\\:*?\"<>|".indexOf(each) >= 0)
        && !isReserved(name);
  }

  /** Names that are devices on Windows, with any ending. */
  static boolean isReserved(String name) {
    return RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
