package app.diptych.exchange;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.prompt.Variable;
import app.diptych.session.Sessions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a prompt together from what another tool's file tells of it. It gets a new id. */
final class PromptDraft {
  private static final int LONGEST_FOUND_TITLE = 80;

  private final String text;
  private String title = "";
  private String system = "";
  private String notes = "";
  private final Set<String> tags = new LinkedHashSet<>();
  private final List<Variable> variables = new ArrayList<>();
  private @Nullable Sampling sampling;

  private PromptDraft(String text) {
    this.text = text;
  }

  /** A prompt with blanks in it. */
  static PromptDraft template(String template) {
    return new PromptDraft(template);
  }

  /** A prompt of which every character is meant: what looks like a blank is none. */
  static PromptDraft literal(String text) {
    return new PromptDraft(Template.quote(text));
  }

  /** What it is called; without it the beginning of its text stands in. */
  PromptDraft title(String words) {
    title = oneLine(words, Prompt.LONGEST_TITLE);
    return this;
  }

  PromptDraft system(String template) {
    system = template;
    return this;
  }

  PromptDraft notes(String words) {
    notes = words;
    return this;
  }

  PromptDraft tag(String words) {
    String tag = oneLine(words, Prompt.LONGEST_TITLE);
    if (!tag.isEmpty() && tags.size() < Prompt.MOST_TAGS) {
      tags.add(tag);
    }
    return this;
  }

  PromptDraft variables(List<Variable> known) {
    variables.addAll(known);
    return this;
  }

  PromptDraft sampling(@Nullable Sampling known) {
    sampling = known;
    return this;
  }

  /** The prompt, or nothing and a loss when it is none that can be kept. */
  Optional<Prompt> prompt(Losses losses) {
    if (text.isBlank()) {
      losses.add("empty prompts", "An empty prompt cannot be sent.");
      return Optional.empty();
    }
    String found = title.isEmpty() ? oneLine(text, LONGEST_FOUND_TITLE) : title;
    try {
      return Optional.of(
          new Prompt(
              Sessions.newId(),
              found.isEmpty() ? "Imported prompt" : found,
              List.copyOf(tags),
              "",
              system,
              text,
              variables,
              sampling,
              notes,
              false));
    } catch (IllegalArgumentException cannotBeKept) {
      losses.add("prompts that cannot be kept", String.valueOf(cannotBeKept.getMessage()));
      return Optional.empty();
    }
  }

  private static String oneLine(String text, int most) {
    String line = text.strip().lines().findFirst().orElse("");
    StringBuilder clean = new StringBuilder();
    line.codePoints()
        .map(point -> breaks(point) ? ' ' : point)
        .limit(most / 2)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  private static boolean breaks(int point) {
    return Character.isISOControl(point) || point == '\u2028' || point == '\u2029';
  }
}
