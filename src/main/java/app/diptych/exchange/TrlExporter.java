package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes preferences for training with TRL: a line for each verdict that prefers an answer. Both
 * bad becomes two unpaired lines that are no good.
 */
final class TrlExporter implements Exporter {
  @Override
  public Format format() {
    return Format.TRL;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    Losses losses = new Losses();
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        if (whole.votes().isEmpty()) {
          losses.add("trials without a verdict", "A preference needs one.");
        }
        for (Vote vote : whole.votes()) {
          for (Preference preference : preferences(whole, vote, losses)) {
            out.write(Json.mapper().writeValueAsString(preference.write()));
            out.write('\n');
          }
        }
      }
    }
    return losses.list();
  }

  private static List<Preference> preferences(Whole whole, Vote vote, Losses losses) {
    Answer a = whole.trial().answers().get(Side.A);
    Answer b = whole.trial().answers().get(Side.B);
    if (a == null || b == null || a.failure() != null || b.failure() != null) {
      losses.add("trials with a side that failed", "Half an answer is nothing to learn from.");
      return List.of();
    }
    losses.add("models, metrics and raters", "A preference is a prompt and its answers.");
    if (!vote.note().isEmpty()) {
      losses.add("notes on verdicts", "A preference is a prompt and its answers.");
    }
    if (a.request().hasImages() || b.request().hasImages()) {
      losses.add("images", "A preference is text.");
    }
    List<Message> before = a.request().messages();
    return switch (vote.verdict()) {
      case A, B ->
          paired(vote.verdict() == Verdict.A ? a : b, vote.verdict() == Verdict.A ? b : a, losses);
      case TIE -> {
        losses.add("ties", "A preference needs a better answer.");
        yield List.of();
      }
      case BOTH_BAD -> {
        losses.add(
            "both-bad verdicts", "Two lines with the label false stand in the place of a pair.");
        yield List.of(
            new Preference(before, a.text(), null, false),
            new Preference(b.request().messages(), b.text(), null, false));
      }
    };
  }

  private static List<Preference> paired(Answer better, Answer worse, Losses losses) {
    if (!better.request().messages().equals(worse.request().messages())) {
      losses.add(
          "verdicts on answers to different conversations",
          "Both answers of a preference go on from the same messages.");
      return List.of();
    }
    return List.of(new Preference(better.request().messages(), better.text(), worse.text(), null));
  }
}
