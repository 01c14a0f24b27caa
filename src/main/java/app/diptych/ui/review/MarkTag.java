package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import java.util.Arrays;
import java.util.Optional;
import javafx.scene.input.KeyCode;

/** What a marked place of an answer is. */
enum MarkTag {
  WRONG(toSay("Wrong"), KeyCode.W, "mark-bad"),
  UNSUPPORTED(toSay("Unsupported"), KeyCode.P, "mark-doubt"),
  UNCLEAR(toSay("Unclear"), KeyCode.C, "mark-doubt"),
  UNSAFE(toSay("Unsafe"), KeyCode.D, "mark-bad"),
  EXCELLENT(toSay("Excellent"), KeyCode.E, "mark-good");

  private final String words;
  private final KeyCode key;
  private final String style;

  MarkTag(String words, KeyCode key, String style) {
    this.words = words;
    this.key = key;
    this.style = style;
  }

  /** For people. */
  String words() {
    return say(words);
  }

  /** As it is kept with a vote. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  KeyCode key() {
    return key;
  }

  /** The style class of such a place. */
  String style() {
    return style;
  }

  /** Empty for a tag of somebody else's. */
  static Optional<MarkTag> of(String word) {
    return Arrays.stream(values()).filter(tag -> tag.word().equals(word)).findFirst();
  }

  static Optional<MarkTag> of(KeyCode key) {
    return Arrays.stream(values()).filter(tag -> tag.key == key).findFirst();
  }
}
