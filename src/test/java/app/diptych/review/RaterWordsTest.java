package app.diptych.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several raters said of a trial, in few words. */
class RaterWordsTest {
  @Test
  void namesTheOnlyRaterOrCountsThem() {
    assertThat(RaterWords.of(List.of(vote(Verdict.A, "judge-1")))).isEqualTo("judge-1: A");
    assertThat(RaterWords.of(List.of(vote(Verdict.BOTH_BAD, "x"), vote(Verdict.BOTH_BAD, "y"))))
        .isEqualTo("2 raters: both bad");
    assertThat(RaterWords.of(mixed())).isEqualTo("3 raters: A 2, tie 1");
  }

  @Test
  void isBriefWhereOnlyTheVerdictHasRoom() {
    assertThat(RaterWords.brief(List.of(vote(Verdict.A, "judge-1")))).isEqualTo("A");
    assertThat(RaterWords.brief(List.of(vote(Verdict.BOTH_BAD, "x"), vote(Verdict.BOTH_BAD, "y"))))
        .isEqualTo("both bad \u00d7 2");
    assertThat(RaterWords.brief(mixed())).isEqualTo("A 2, tie 1");
  }

  private static List<Vote> mixed() {
    return List.of(vote(Verdict.A, "x"), vote(Verdict.TIE, "y"), vote(Verdict.A, "z"));
  }

  private static Vote vote(Verdict verdict, String rater) {
    return new Vote(verdict, "", rater, Instant.EPOCH);
  }
}
