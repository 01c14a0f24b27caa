package app.diptych.exchange;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why something went wrong, as the middle of a sentence for the user. */
final class Reason {
  private static final int LONGEST = 200;

  private Reason() {}

  static String of(Throwable fault) {
    String words =
        switch (fault) {
          case AccessDeniedException _ -> "it may not be touched, see its permissions";
          case NoSuchFileException _ -> "there is no such file or folder";
          case FileSystemException refused when refused.getReason() != null -> refused.getReason();
          case CharacterCodingException _ -> "it is not UTF-8 text: save it as UTF-8 first";
          case IllegalArgumentException unknown
              when String.valueOf(unknown.getMessage()).startsWith("No enum constant") ->
              "it names something that this version does not know";
          case StackOverflowError _ -> "it is nested too deeply";
          default ->
              Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
        };
    String line = words.lines().findFirst().orElse("").strip();
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "\u2026" : line;
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }
}
