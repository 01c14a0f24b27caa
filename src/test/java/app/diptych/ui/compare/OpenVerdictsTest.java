package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.OwnVerdict;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenVerdictsTest {
  private final OpenVerdicts verdicts = new OpenVerdicts();

  @Test
  void countsOnlyVerdictsOnTheModelsLookedAtAndFollowsAModelToTheOtherSide() {
    TrialEntry scoutQwen = trial("1", "scout", "qwen", vote(Verdict.TIE));
    TrialEntry qwenScout = trial("2", "qwen", "scout");
    TrialEntry scoutGemma = trial("3", "scout", "gemma", vote(Verdict.A), vote(Verdict.BOTH_BAD));
    TrialEntry alone = new TrialEntry("4", 4, "", null, null, List.of(), Map.of(Side.A, "scout"));
    verdicts.open(
        List.of(scoutQwen, qwenScout, scoutGemma, alone),
        Map.of("1", own(Verdict.A), "2", own(Verdict.A)));

    verdicts.lookAt(scoutQwen);
    assertThat(verdicts.tallyProperty().get()).isEqualTo(new Tally(1, 1, 1, 0));
    assertThat(verdicts.othersProperty().get()).isEqualTo(2);
    verdicts.lookAt(qwenScout);
    assertThat(verdicts.tallyProperty().get()).isEqualTo(new Tally(1, 1, 1, 0));
    verdicts.say(qwenScout, Verdict.B, "");
    assertThat(verdicts.tallyProperty().get()).isEqualTo(new Tally(0, 2, 1, 0));
    verdicts.lookAt(scoutGemma);
    assertThat(verdicts.tallyProperty().get()).isEqualTo(new Tally(1, 0, 0, 1));
    verdicts.lookAt(alone);
    assertThat(verdicts.tallyProperty().get()).isEqualTo(Tally.NONE);
    assertThat(verdicts.othersProperty().get()).isEqualTo(5);
    verdicts.lookAt(null);
    assertThat(verdicts.tallyProperty().get().total()).isEqualTo(5);
    verdicts.open(List.of(), Map.of());
    assertThat(verdicts.tallyProperty().get()).isEqualTo(Tally.NONE);
  }

  private static TrialEntry trial(String id, String a, String b, Vote... others) {
    return new TrialEntry(id, 1, "", null, null, List.of(others), Map.of(Side.A, a, Side.B, b));
  }

  private static OwnVerdict own(Verdict verdict) {
    return OwnVerdict.plain(vote(verdict));
  }

  private static Vote vote(Verdict verdict) {
    return new Vote(verdict, "", "somebody", Instant.EPOCH);
  }
}
