package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Vote;
import app.diptych.session.OwnVerdict;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/**
 * Under the verdict: that it was given in a review, without names, and what it took the place of.
 */
final class BlindVoteNote extends Label {
  BlindVoteNote(SessionModel session) {
    setId("blind-vote");
    getStyleClass().addAll("muted", "small-text");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    session.ownProperty().subscribe(own -> setText(words(own)));
    visibleProperty().bind(textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  private static String words(@Nullable OwnVerdict own) {
    if (own == null || own.review().isEmpty()) {
      return "";
    }
    String where =
        say("You gave this verdict in the review \"%s\", without names.").formatted(own.review());
    return own.before() == null ? where : where + " " + words(own.before());
  }

  private static String words(Vote before) {
    String verdict = say(before.verdict().words());
    return before.note().isBlank()
        ? say("Before that you had said here: %s.").formatted(verdict)
        : say("Before that you had said here: %s (\"%s\").").formatted(verdict, before.note());
  }
}
