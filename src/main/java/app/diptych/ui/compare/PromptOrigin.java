package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.prompt.Prompt;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which prompt of the library the editor holds. A trial counts for a prompt only while the editor
 * says what the prompt says: what was changed since is another question.
 */
final class PromptOrigin {
  private final StringProperty system;
  private final StringProperty text;
  private final ObjectProperty<@Nullable Source> source = new SimpleObjectProperty<>(null);
  private final StringBinding words;

  /**
   * Where the text came from.
   *
   * @param system sent with it; a blank one leaves the user's own
   */
  private record Source(String id, String title, String system, String text) {}

  PromptOrigin(StringProperty system, StringProperty text) {
    this.system = system;
    this.text = text;
    this.words = Bindings.createStringBinding(this::describe, source, system, text);
  }

  void take(Prompt prompt) {
    source.set(new Source(prompt.id(), prompt.title(), prompt.system(), prompt.text()));
  }

  /** What the editor holds now was made from that prompt, its blanks filled. */
  void takeFilled(String promptId) {
    source.set(new Source(promptId, "", system.get(), text.get()));
  }

  void forget() {
    source.set(null);
  }

  /** Tells now and whenever another prompt is taken; of none, an empty id. */
  void follow(Consumer<String> taken) {
    source.subscribe(now -> taken.accept(now == null ? "" : now.id()));
  }

  /** The prompt it came from, changed since or not. */
  Optional<String> id() {
    return Optional.ofNullable(source.get()).map(Source::id);
  }

  /** The prompt that a trial of this text counts for. */
  Optional<String> counted() {
    Source from = source.get();
    return from != null && holds(from) ? Optional.of(from.id()) : Optional.empty();
  }

  private boolean holds(Source from) {
    return from.text().equals(text.get())
        && (from.system().isBlank() || from.system().equals(system.get()));
  }

  private String describe() {
    Source from = source.get();
    if (from == null || from.title().isEmpty() || text.get().isBlank()) {
      return "";
    }
    return holds(from) ? from.title() : say("%s, edited").formatted(from.title());
  }

  /** The prompt by its title, and whether it was changed since; empty for none. */
  StringBinding wordsProperty() {
    return words;
  }
}
