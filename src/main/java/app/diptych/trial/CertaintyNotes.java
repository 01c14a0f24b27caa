package app.diptych.trial;

import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.TokenCertainty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sure the model was of each token, while they come. Takes nothing for an answer without
 * probabilities. Not thread-safe.
 */
final class CertaintyNotes {
  /** Probabilities of more tokens than anybody looks at would fill the memory. */
  static final int MOST_TOKENS = 100_000;

  private final List<Note> notes = new ArrayList<>();

  /** Where the pieces in the list end. */
  private int noted;

  private record Note(int from, int to, @Nullable TokenCertainty certainty) {}

  /**
   * @param length of the text, the delta included
   */
  void add(TextDelta delta, int length) {
    if (delta.certainty().isEmpty() || notes.size() >= MOST_TOKENS) {
      return;
    }
    int at = length - delta.text().length();
    unknownUpTo(at);
    for (TokenCertainty token : delta.certainty()) {
      notes.add(new Note(at, at + token.length(), token));
      at += token.length();
    }
    noted = at;
  }

  private void unknownUpTo(int at) {
    if (at > noted) {
      notes.add(new Note(noted, at, null));
      noted = at;
    }
  }

  /**
   * @param text all of it up to now
   */
  List<WeighedText> from(int piece, CharSequence text) {
    if (notes.isEmpty()) {
      return List.of();
    }
    // What came since without probabilities is a piece of its own, so that none is missing.
    unknownUpTo(text.length());
    return notes.subList(Math.min(piece, notes.size()), notes.size()).stream()
        .map(note ->
            new WeighedText(text.subSequence(note.from(), note.to()).toString(), note.certainty()))
        .toList();
  }
}
