package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.ui.fx.FixedKey;
import java.util.Arrays;
import java.util.Optional;

/** What a marked place of an answer is. */
enum MarkTag {
  WRONG(toSay("Wrong"), FixedKey.MARK_WRONG, "mark-bad"),
  UNSUPPORTED(toSay("Unsupported"), FixedKey.MARK_UNSUPPORTED, "mark-doubt"),
  UNCLEAR(toSay("Unclear"), FixedKey.MARK_UNCLEAR, "mark-doubt"),
  UNSAFE(toSay("Unsafe"), FixedKey.MARK_UNSAFE, "mark-bad"),
  EXCELLENT(toSay("Excellent"), FixedKey.MARK_EXCELLENT, "mark-good");

  private final String words;
  private final FixedKey key;
  private final String style;

  MarkTag(String words, FixedKey key, String style) {
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

  /** As it is written on the key. */
  String key() {
    return key.keys();
  }

  /** The style class of such a place. */
  String style() {
    return style;
  }

  /** Empty for a tag of somebody else's. */
  static Optional<MarkTag> of(String word) {
    return Arrays.stream(values()).filter(tag -> tag.word().equals(word)).findFirst();
  }

  static Optional<MarkTag> of(FixedKey key) {
    return Arrays.stream(values()).filter(tag -> tag.key == key).findFirst();
  }
}
