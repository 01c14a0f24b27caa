package app.diptych.prompt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A prompt as it once was.
 *
 * @param number 1 for the first
 */
public record PromptRevision(int number, Instant at, Prompt prompt) {

  /** One part of a prompt that is not what it was. */
  public record Change(Part part, String before, String after) {}

  /** The parts of a prompt that people compare. */
  public enum Part {
    TITLE,
    FOLDER,
    TAGS,
    SYSTEM,
    TEXT,
    VARIABLES,
    SAMPLING,
    NOTES,
    FAVOURITE;

    /** This part, as text. */
    public String of(Prompt prompt) {
      return switch (this) {
        case TITLE -> prompt.title();
        case FOLDER -> prompt.folder();
        case TAGS -> String.join(", ", prompt.tags());
        case SYSTEM -> prompt.system();
        case TEXT -> prompt.text();
        case VARIABLES -> PromptFields.variablesAsText(prompt);
        case SAMPLING -> PromptFields.samplingAsText(prompt);
        case NOTES -> prompt.notes();
        case FAVOURITE -> prompt.favourite() ? "yes" : "no";
      };
    }
  }

  public PromptRevision {
    Objects.requireNonNull(at);
    Objects.requireNonNull(prompt);
    if (number < 1) {
      throw new IllegalArgumentException("Revisions are counted from 1, not " + number + ".");
    }
  }

  /** What changed since an earlier revision; nothing when they are the same. */
  public List<Change> since(PromptRevision earlier) {
    List<Change> changes = new ArrayList<>();
    for (Part part : Part.values()) {
      String before = part.of(earlier.prompt);
      String after = part.of(prompt);
      if (!before.equals(after)) {
        changes.add(new Change(part, before, after));
      }
    }
    return List.copyOf(changes);
  }
}
