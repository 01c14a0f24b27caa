package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.trial.Side;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.PanePhase;
import app.diptych.ui.compare.SideModel;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What a screen reader is told of the answers: that one began, ended or failed, by itself; and how
 * far both are, sentence by sentence, when asked. Never each token.
 */
final class Announcer {
  /** More of an answer is not looked through, so that asking takes no time. */
  private static final int LOOKED_AT = 100_000;

  private static final int LONGEST = 300;

  private final CompareModel model;
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  Announcer(CompareModel model) {
    this.model = model;
    for (Side side : Side.values()) {
      model.side(side).phaseProperty().subscribe(_ -> tell());
    }
  }

  /** Changes only when there is something to tell. */
  ReadOnlyStringProperty saidProperty() {
    return said.getReadOnlyProperty();
  }

  /** In a few words, where both sides are. */
  void tell() {
    said.set(sides(side -> brief(model.side(side))));
  }

  /**
   * How far both sides are, with the last whole sentence of each.
   *
   * @param answer the text of a side so far
   */
  void tellAll(Function<Side, String> answer) {
    said.set(sides(side -> brief(model.side(side)) + progress(answer.apply(side))));
  }

  private static String sides(Function<Side, String> words) {
    return Stream.of(Side.values())
        .map(side -> say("Side %s %s.").formatted(side, words.apply(side)))
        .collect(Collectors.joining(" "));
  }

  private static String brief(SideModel side) {
    PanePhase phase = side.phaseProperty().get();
    return switch (phase) {
      case LOADING -> say("is loading its model");
      case READY -> say("is ready");
      case QUEUED, WAITING, REASONING, STREAMING -> say("is answering");
      case FINISHED -> say("has finished");
      case CUT -> say("was cut at its limit");
      case STOPPED -> say("was stopped");
      case INTERRUPTED -> say("was interrupted");
      case FAILED -> say("has failed%s").formatted(why(side.failureProperty().get()));
    };
  }

  private static String why(@Nullable Failure failure) {
    return failure == null ? "" : ": " + told(failure.message()).replaceAll("[.\u3002]\\s*$", "");
  }

  static String progress(String answer) {
    List<String> sentences = sentences(answer);
    return switch (sentences.size()) {
      case 0 -> "";
      case 1 -> say(", 1 sentence: %s").formatted(sentences.getLast());
      default ->
          say(", %s sentences, the last: %s").formatted(sentences.size(), sentences.getLast());
    };
  }

  /** A sentence that does not end is not read for minutes. */
  private static String shortened(String sentence) {
    return sentence.length() <= LONGEST
        ? sentence
        : "\u2026" + sentence.substring(sentence.length() - LONGEST);
  }

  private static List<String> sentences(String answer) {
    String text = answer.substring(Math.max(0, answer.length() - LOOKED_AT));
    BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
    ends.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = ends.first();
    for (int to = ends.next(); to != BreakIterator.DONE; to = ends.next()) {
      String sentence = text.substring(from, to).strip().replaceAll("\\.$", "");
      if (!sentence.isEmpty()) {
        sentences.add(shortened(sentence));
      }
      from = to;
    }
    return sentences;
  }
}
