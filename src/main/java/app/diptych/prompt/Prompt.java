package app.diptych.prompt;

import app.diptych.completion.Sampling;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prompt worth keeping.
 *
 * @param id tells it from every other, whatever it is called
 * @param folder names of folders with {@code /} between them, empty for none
 * @param system put before the conversation, empty for none
 * @param text what the user says, with its blanks
 * @param variables what is known about the blanks; those nobody declared are lines of text
 * @param sampling set when the prompt is chosen; null leaves the user's own
 * @param notes for people, never sent
 */
public record Prompt(
    String id,
    String title,
    List<String> tags,
    String folder,
    String system,
    String text,
    List<Variable> variables,
    @Nullable Sampling sampling,
    String notes,
    boolean favourite) {

  public static final int LONGEST_TEXT = 1_000_000;
  public static final int LONGEST_SYSTEM = 200_000;
  public static final int LONGEST_NOTES = 100_000;
  public static final int LONGEST_TITLE = 200;
  public static final int LONGEST_ID = 300;
  public static final int MOST_TAGS = 50;
  public static final int MOST_VARIABLES = 50;

  /**
   * @throws IllegalArgumentException for what cannot be kept, with a sentence a user can act on
   */
  public Prompt {
    KeptText.line("The id of a prompt", id, LONGEST_ID);
    KeptText.require(!id.isBlank(), "A prompt needs an id");
    KeptText.line("The title of a prompt", title, LONGEST_TITLE);
    KeptText.require(!title.isBlank(), "A prompt needs a title");
    tags = List.copyOf(tags);
    KeptText.require(
        tags.size() <= MOST_TAGS, () -> "A prompt can have at most %d tags".formatted(MOST_TAGS));
    tags.forEach(tag -> KeptText.line("A tag", tag, LONGEST_TITLE));
    KeptText.require(tags.stream().noneMatch(String::isBlank), "A tag must not be empty");
    FolderName.check(folder);
    KeptText.text("The system prompt", system, LONGEST_SYSTEM);
    KeptText.text("The text of a prompt", text, LONGEST_TEXT);
    variables = List.copyOf(variables);
    checkVariables(variables);
    KeptText.text("The notes on a prompt", notes, LONGEST_NOTES);
  }

  /** A prompt that is nothing but its text. */
  public static Prompt of(String id, String title, String text) {
    return new Prompt(id, title, List.of(), "", "", text, List.of(), null, "", false);
  }

  /**
   * Whether every word of the query occurs in the title, a tag, the folder, a text or the notes.
   */
  public boolean matches(String query) {
    String all =
        String.join("\n", title, String.join("\n", tags), folder, system, text, notes)
            .toLowerCase(Locale.ROOT);
    for (String word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!all.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** The same prompt under another id: a copy that goes its own way. */
  public Prompt withId(String changed) {
    return new Prompt(
        changed, title, tags, folder, system, text, variables, sampling, notes, favourite);
  }

  public Prompt withTitle(String changed) {
    return new Prompt(
        id, changed, tags, folder, system, text, variables, sampling, notes, favourite);
  }

  public Prompt withFolder(String changed) {
    return new Prompt(
        id, title, tags, changed, system, text, variables, sampling, notes, favourite);
  }

  public Prompt withTags(List<String> changed) {
    return new Prompt(
        id, title, changed, folder, system, text, variables, sampling, notes, favourite);
  }

  public Prompt withSystem(String changed) {
    return new Prompt(
        id, title, tags, folder, changed, text, variables, sampling, notes, favourite);
  }

  public Prompt withVariables(List<Variable> changed) {
    return new Prompt(id, title, tags, folder, system, text, changed, sampling, notes, favourite);
  }

  public Prompt withSampling(@Nullable Sampling changed) {
    return new Prompt(id, title, tags, folder, system, text, variables, changed, notes, favourite);
  }

  public Prompt withNotes(String changed) {
    return new Prompt(
        id, title, tags, folder, system, text, variables, sampling, changed, favourite);
  }

  public Prompt withText(String changed) {
    return new Prompt(
        id, title, tags, folder, system, changed, variables, sampling, notes, favourite);
  }

  public Prompt withFavourite(boolean changed) {
    return new Prompt(id, title, tags, folder, system, text, variables, sampling, notes, changed);
  }

  private static void checkVariables(List<Variable> variables) {
    KeptText.require(
        variables.size() <= MOST_VARIABLES,
        () -> "A prompt can declare at most %d variables".formatted(MOST_VARIABLES));
    Set<String> names = new HashSet<>();
    for (Variable variable : variables) {
      KeptText.require(
          names.add(variable.name()),
          () -> "The variable %s is declared twice".formatted(KeptText.quoted(variable.name())));
    }
  }
}
