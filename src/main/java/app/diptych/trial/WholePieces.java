package app.diptych.trial;

import app.diptych.trial.Recording.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes pieces fit to be deltas: none is empty, and none ends in the middle of a character. Half a
 * character waits for the next piece of its kind; order and times stay.
 */
final class WholePieces {
  private final List<Piece> whole = new ArrayList<>();
  private String text = "";
  private String reasoning = "";
  private long last;

  private WholePieces() {}

  static List<Piece> of(List<Piece> pieces) {
    WholePieces all = new WholePieces();
    pieces.forEach(all::add);
    all.rest(true, all.reasoning);
    all.rest(false, all.text);
    return all.whole;
  }

  private void add(Piece piece) {
    String all = (piece.reasoning() ? reasoning : text) + piece.text();
    boolean half = !all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1));
    int end = half ? all.length() - 1 : all.length();
    if (piece.reasoning()) {
      reasoning = all.substring(end);
    } else {
      text = all.substring(end);
    }
    last = piece.offsetNanos();
    rest(piece.reasoning(), all.substring(0, end));
  }

  private void rest(boolean isReasoning, String words) {
    if (!words.isEmpty()) {
      whole.add(new Piece(last, isReasoning, words));
    }
  }
}
