package app.diptych.ui.fx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;

/**
 * The keys that nobody changes: the single letters of a review, where nothing is typed, and what
 * works on the row of a list that has the focus.
 */
public enum FixedKey {
  LEFT_IS_BETTER(
      Place.REVIEW, "The left answer is better", KeyCode.DIGIT1, KeyCode.NUMPAD1, KeyCode.LEFT),
  RIGHT_IS_BETTER(
      Place.REVIEW, "The right answer is better", KeyCode.DIGIT2, KeyCode.NUMPAD2, KeyCode.RIGHT),
  MUCH_BETTER(Place.REVIEW, "Much better, where the review asks how much", "Shift+1, 2"),
  TIE(Place.REVIEW, "Both equally good", KeyCode.DIGIT3, KeyCode.NUMPAD3),
  BOTH_BAD(Place.REVIEW, "Both bad", KeyCode.DIGIT4, KeyCode.NUMPAD4),
  SKIP(Place.REVIEW, "Skip the pair", KeyCode.S),
  UNDO_VOTE(Place.REVIEW, "Take the last skip or vote back", KeyCode.U),
  WRITE_NOTE(Place.REVIEW, "Say why", KeyCode.N),
  RUBRIC(Place.REVIEW, "Go to the rubric", KeyCode.R),
  WHOLE(Place.REVIEW, "Show replayed answers all at once", KeyCode.A),
  MARK_WRONG(Place.REVIEW, "Mark the selected text as wrong", KeyCode.W),
  MARK_UNSUPPORTED(Place.REVIEW, "Mark it as unsupported", KeyCode.P),
  MARK_UNCLEAR(Place.REVIEW, "Mark it as unclear", KeyCode.C),
  MARK_UNSAFE(Place.REVIEW, "Mark it as unsafe", KeyCode.D),
  MARK_EXCELLENT(Place.REVIEW, "Mark it as excellent", KeyCode.E),
  OPEN_ROW(Place.LISTS, "Open, use or run what is chosen in a list", KeyCode.ENTER);

  private final Place place;
  private final String action;
  private final String keys;

  // List.of cannot be changed.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<KeyCode> codes;

  FixedKey(Place place, String action, KeyCode... codes) {
    this(place, action, codes[0].getName(), codes);
  }

  FixedKey(Place place, String action, String keys, KeyCode... codes) {
    this.place = place;
    this.action = action;
    this.keys = keys;
    this.codes = List.of(codes);
  }

  /** What that key does in that place; empty when it is none of these. */
  public static Optional<FixedKey> of(Place place, KeyCode code) {
    return Arrays.stream(values())
        .filter(key -> key.place == place && key.codes.contains(code))
        .findFirst();
  }

  /** Where it does something. */
  public Place place() {
    return place;
  }

  /** What it does, for people. */
  public String action() {
    return Wording.say(action);
  }

  /** The key, as it is written on it. */
  public String keys() {
    return keys;
  }
}
