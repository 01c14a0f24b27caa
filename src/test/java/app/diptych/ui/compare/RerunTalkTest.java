package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each side is asked when a session is run again. */
class RerunTalkTest {
  private static final Sampling COLD = new Sampling(0.0, null, 10, 1L, List.of());
  private static final Sampling WARM = new Sampling(1.0, null, 20, 2L, List.of());

  @Test
  void asksEachSideWithItsOwnSamplingAndSystemPrompt() {
    SavedTrial trial =
        trial(
            "1",
            null,
            Map.of(
                Side.A,
                answer("x", COLD, Message.system("Be brief."), Message.user("p")),
                Side.B,
                answer("y", WARM, Message.user("p"))));
    RerunTalk talk = new RerunTalk(List.of(trial));
    assertThat(talk.question(trial, Side.A).sampling()).isEqualTo(COLD);
    assertThat(talk.question(trial, Side.B).sampling()).isEqualTo(WARM);
    assertThat(talk.question(trial, Side.A).messages())
        .containsExactly(Message.system("Be brief."), Message.user("p"));
    assertThat(talk.question(trial, Side.B).messages()).containsExactly(Message.user("p"));
  }

  @Test
  void goesOnFromTheNewAnswerInThePlaceOfTheOld() {
    SavedTrial first =
        trial(
            "1",
            null,
            Map.of(
                Side.A,
                answer("old a", COLD, Message.user("p")),
                Side.B,
                answer("old b", COLD, Message.user("p"))));
    SavedTrial winner =
        trial(
            "2",
            "1",
            Map.of(
                Side.A,
                answer("x", COLD, Message.user("p"), Message.assistant("old b"), Message.user("q")),
                Side.B,
                answer(
                    "y", COLD, Message.user("p"), Message.assistant("old b"), Message.user("q"))));
    RerunTalk talk = new RerunTalk(List.of(first, winner));
    talk.answered(
        first, "new-1", side -> Optional.of(answer("new " + side, COLD, Message.user("p"))));
    assertThat(talk.parent(winner)).isEqualTo("new-1");
    for (Side side : Side.values()) {
      assertThat(talk.question(winner, side).messages())
          .as("both sides went on with the answer of B")
          .containsExactly(Message.user("p"), Message.assistant("new B"), Message.user("q"));
    }
  }

  @Test
  void saysWhichAnswerDidNotCome() {
    SavedTrial first = trial("1", null, Map.of(Side.A, answer("a", COLD, Message.user("p"))));
    SavedTrial second =
        trial(
            "2",
            "1",
            Map.of(
                Side.A,
                answer("b", COLD, Message.user("p"), Message.assistant("a"), Message.user("q"))));
    RerunTalk talk = new RerunTalk(List.of(first, second));
    talk.answered(first, "new-1", _ -> Optional.empty());
    assertThatThrownBy(() -> talk.question(second, Side.A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side A gave no answer");
  }

  private static SavedTrial trial(String id, @Nullable String parent, Map<Side, Answer> answers) {
    String prompt = answers.values().iterator().next().request().messages().getLast().content();
    return new SavedTrial(
        id, "s", Integer.parseInt(id), parent, null, Instant.EPOCH, prompt, answers, null);
  }

  private static Answer answer(String text, Sampling sampling, Message... messages) {
    Answer like = Recordings.finished(Recordings.every(3, 5)).answer();
    return new Answer(
        like.model(),
        like.local(),
        new CompletionRequest("m", List.of(messages), sampling),
        like.state(),
        like.origin(),
        text,
        "",
        like.usage(),
        like.finishReason(),
        null,
        like.timeline(),
        like.preparation(),
        like.delivery());
  }
}
