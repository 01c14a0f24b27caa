package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.TokenCertainty;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The probabilities of an answer's tokens, beside its text. */
class CertaintyNotesTest {
  @Test
  void isEmptyForAnAnswerWithoutProbabilities() {
    CertaintyNotes notes = new CertaintyNotes();
    notes.add(new TextDelta("Hello"), 5);
    assertThat(notes.from(0, "Hello")).isEmpty();
  }

  /** Whatever has probabilities and whatever has none: the pieces are the text, in any portions. */
  @Test
  void makesUpTheWholeTextInWhicheverPortionsItIsRead() {
    Random random = new Random(20261127);
    for (int i = 0; i < 300; i++) {
      CertaintyNotes notes = new CertaintyNotes();
      StringBuilder text = new StringBuilder();
      List<WeighedText> read = new ArrayList<>();
      boolean weighed = false;
      for (int n = random.nextInt(20); n > 0; n--) {
        TextDelta delta = delta(random);
        weighed |= !delta.certainty().isEmpty();
        text.append(delta.text());
        notes.add(delta, text.length());
        if (random.nextInt(3) == 0) {
          read.addAll(notes.from(read.size(), text));
        }
      }
      read.addAll(notes.from(read.size(), text));
      assertThat(read.stream().map(WeighedText::text).collect(Collectors.joining()))
          .isEqualTo(weighed ? text.toString() : "");
      assertThat(read)
          .allSatisfy(piece ->
              assertThat(piece.certainty() == null ? piece.text().length() : lengthOf(piece))
                  .isEqualTo(piece.text().length()));
    }
  }

  @Test
  void stopsTakingNotesLongBeforeTheMemoryIsFull() {
    CertaintyNotes notes = new CertaintyNotes();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CertaintyNotes.MOST_TOKENS + 10; i++) {
      text.append('a');
      notes.add(new TextDelta("a", List.of(new TokenCertainty(1, -1, List.of()))), text.length());
    }
    List<WeighedText> read = notes.from(CertaintyNotes.MOST_TOKENS, text);
    assertThat(read).containsExactly(new WeighedText("a".repeat(10), null));
  }

  private static int lengthOf(WeighedText piece) {
    TokenCertainty certainty = piece.certainty();
    return certainty == null ? -1 : certainty.length();
  }

  private static TextDelta delta(Random random) {
    List<TokenCertainty> certainty = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      String token = List.of("a", " b", "\ud83d\ude00").get(random.nextInt(3));
      text.append(token);
      certainty.add(new TokenCertainty(token.length(), -random.nextDouble(), List.of()));
    }
    return random.nextInt(3) == 0
        ? new TextDelta(text.toString())
        : new TextDelta(text.toString(), certainty);
  }
}
