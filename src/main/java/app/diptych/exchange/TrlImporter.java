package app.diptych.exchange;

import app.diptych.completion.FinishReason;
import app.diptych.completion.Sampling;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads preferences as TRL takes them: paired or not, plain or as conversations. */
final class TrlImporter implements Importer {
  @Override
  public Format format() {
    return Format.TRL;
  }

  @Override
  public boolean recognises(Source source) {
    try {
      return Preference.isOne(Json.read(source.firstLine(), "line 1"));
    } catch (ExchangeException noJson) {
      return false;
    }
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Losses losses = new Losses();
    Instant at = source.changedAt();
    SessionDraft draft = new SessionDraft(source.title(), at);
    int number = 0;
    try (BufferedReader lines = source.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, number, draft, at, losses);
          Table.require(draft.size(), 1);
        }
      }
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
    if (draft.size() == 0) {
      throw new ExchangeException(
          source.name()
              + " has no line with chosen and rejected, or with prompt, completion and label.");
    }
    return new Imported(
        Format.TRL,
        List.of(draft.session()),
        List.of(),
        losses.list(),
        List.of(
            "Side A is the chosen answer, side B the rejected one; the names of the models are not in the file."));
  }

  private static void add(String line, int number, SessionDraft draft, Instant at, Losses losses) {
    try {
      JsonNode node = Json.read(line, "line " + number);
      Preference preference = Preference.read(node);
      Map<Side, Answer> answers = new EnumMap<>(Side.class);
      answers.put(Side.A, answer("chosen", preference, preference.chosen()));
      String rejected = preference.rejected();
      if (rejected != null) {
        answers.put(Side.B, answer("rejected", preference, rejected));
      } else {
        losses.add("labels of single answers", "A verdict compares two answers.");
      }
      draft.add(
          preference.before().getLast().content(),
          at,
          null,
          answers,
          rejected == null ? List.of() : List.of(new Vote(Verdict.A, "", "", at)));
    } catch (ExchangeException | IllegalArgumentException broken) {
      losses.add(
          "lines that cannot be understood", "Line " + number + ": " + Reason.of(broken) + ".");
    }
  }

  private static Answer answer(String model, Preference preference, String text) {
    return SessionDraft.finished(
        preference.rejected() == null ? "unknown" : model,
        preference.before(),
        Sampling.providerDefaults(),
        text,
        null,
        FinishReason.STOP);
  }
}
