package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import app.diptych.prompt.PromptRevision.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A revision of a prompt as people read and compare it. */
final class RevisionText {
  private static final List<Part> SHORT = List.of(Part.TITLE, Part.TAGS);
  private static final List<Part> LONG =
      List.of(Part.SYSTEM, Part.TEXT, Part.VARIABLES, Part.SAMPLING, Part.NOTES);

  private RevisionText() {}

  /** All of it: what has a value, under what it is called. */
  static String of(Prompt prompt) {
    StringBuilder text = new StringBuilder();
    for (Part part : SHORT) {
      if (!part.of(prompt).isEmpty()) {
        text.append(name(part)).append(": ").append(part.of(prompt)).append('\n');
      }
    }
    for (Part part : LONG) {
      String value = withoutName(part, part.of(prompt)).strip();
      if (!value.isEmpty()) {
        text.append('\n').append(name(part)).append(":\n").append(value).append('\n');
      }
    }
    return text.toString();
  }

  /** These two are written as fields, and their name stands above them already. */
  private static String withoutName(Part part, String value) {
    boolean field = part == Part.VARIABLES || part == Part.SAMPLING;
    return field ? value.substring(value.indexOf('\n') + 1) : value;
  }

  /** What changed since the revision before, in a few words. */
  static String changes(PromptRevision revision, PromptRevision before) {
    String words =
        revision.since(before).stream()
            .map(change -> name(change.part()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? say("Nothing") : words;
  }

  private static String name(Part part) {
    return switch (part) {
      case TITLE -> say("Title");
      case FOLDER -> say("Folder");
      case TAGS -> say("Tags");
      case SYSTEM -> say("System prompt");
      case TEXT -> say("Prompt");
      case VARIABLES -> say("Variables");
      case SAMPLING -> say("Sampling");
      case NOTES -> say("Notes");
      case FAVOURITE -> say("Favourite");
    };
  }

  /** For a sentence. */
  static String name(PromptRevision revision) {
    return String.format(Locale.ROOT, say("revision %d"), revision.number());
  }
}
