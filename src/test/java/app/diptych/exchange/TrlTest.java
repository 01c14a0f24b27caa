package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Preferences as TRL's documentation has them. */
@Timeout(60)
class TrlTest {
  @TempDir Path folder;

  @Test
  void readsEveryShapeOfALine() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                """
                {"prompt": "The sky is", "chosen": " blue.", "rejected": " green."}
                {"chosen": "The sky is blue.", "rejected": "The sky is green."}
                {"prompt": [{"role": "user", "content": "Sky?"}], "chosen": [{"role": "assistant", "content": "Blue."}], "rejected": [{"role": "assistant", "content": "Green."}]}
                {"chosen": [{"role": "user", "content": "Sky?"}, {"role": "assistant", "content": "Blue."}], "rejected": [{"role": "user", "content": "Sky?"}, {"role": "assistant", "content": "Green."}]}
                {"prompt": "Sky?", "completion": "Blue.", "label": true}
                """));
    assertThat(imported.format()).isEqualTo(Format.TRL);
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials).hasSize(5);
    assertThat(trials.get(1).trial().prompt()).isEqualTo("The sky is");
    for (Whole whole : trials.subList(0, 4)) {
      SavedTrial trial = whole.trial();
      assertThat(trial.answer(Side.A).orElseThrow().text()).containsIgnoringCase("blue");
      assertThat(trial.answer(Side.B).orElseThrow().text()).containsIgnoringCase("green");
      assertThat(trial.vote()).extracting("verdict").isEqualTo(Verdict.A);
    }
    assertThat(trials.get(4).trial().vote()).isNull();
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactly("labels of single answers");
  }

  @Test
  void aPreferenceIsTheSameWhenItIsReadBack() {
    for (long seed = 0; seed < 500; seed++) {
      RandomSessions texts = new RandomSessions(seed);
      Random random = texts.random();
      List<Message> before = new ArrayList<>();
      if (random.nextBoolean()) {
        before.add(Message.system(texts.text(3)));
        before.add(Message.user("u" + texts.text(3)));
        before.add(Message.assistant(texts.text(3)));
      }
      before.add(Message.user("u" + texts.text(3)));
      Preference preference =
          random.nextBoolean()
              ? new Preference(before, texts.text(5), texts.text(5), null)
              : new Preference(before, texts.text(5), null, random.nextBoolean());
      String line = Json.mapper().writeValueAsString(preference.write());
      assertThat(Preference.read(Json.mapper().readTree(line)))
          .as("seed " + seed)
          .isEqualTo(preference);
    }
  }

  @Test
  void writesAVerdictAsAPairAndTellsWhatHasNoPlace() throws Exception {
    for (long seed = 0; seed < 100; seed++) {
      List<SavedSession> sessions = new RandomSessions(seed).sessions();
      Path file = folder.resolve("out.jsonl");
      Exchange.Preview preview = Exchange.preview(Format.TRL, sessions, Redaction.NONE);
      List<Loss> losses = preview.losses();
      if (preview.empty()) {
        // A file with nothing in it is not written.
        Files.write(file, new byte[0]);
      } else {
        assertThat(Exchange.write(Format.TRL, sessions, file, Redaction.NONE)).isEqualTo(losses);
      }
      int expected = 0;
      int ties = 0;
      for (SavedSession session : sessions) {
        for (Whole whole : session.trials()) {
          for (var vote : whole.votes()) {
            boolean fit =
                whole.trial().answers().values().stream().noneMatch(a -> a.failure() != null)
                    && whole.trial().answers().size() == 2;
            boolean same =
                whole.trial().answers().values().stream()
                        .map(answer -> answer.request().messages())
                        .distinct()
                        .count()
                    == 1;
            expected +=
                !fit
                    ? 0
                    : switch (vote.verdict()) {
                      case A, B -> same ? 1 : 0;
                      case TIE -> 0;
                      case BOTH_BAD -> 2;
                    };
            ties += fit && vote.verdict() == Verdict.TIE ? 1 : 0;
          }
        }
      }
      assertThat(Files.readAllLines(file)).as("seed " + seed).hasSize(expected);
      int dropped = ties;
      assertThat(
              losses.stream()
                  .filter(loss -> loss.what().equals("ties"))
                  .mapToInt(Loss::count)
                  .sum())
          .isEqualTo(dropped);
    }
  }

  @Test
  void takesAnImportedPairOutAgainAsItWas() throws Exception {
    String lines =
        """
        {"prompt":"Sky?","chosen":"Blue.","rejected":"Green."}
        {"prompt":[{"role":"system","content":"Brief."},{"role":"user","content":"Sky?"}],"chosen":[{"role":"assistant","content":"B"}],"rejected":[{"role":"assistant","content":"G"}]}
        """;
    Imported imported = Exchange.read(file(lines));
    Path again = folder.resolve("again.jsonl");
    Exchange.write(Format.TRL, imported.sessions(), again, Redaction.NONE);
    assertThat(Files.readString(again)).isEqualTo(lines);
  }

  @Test
  void leavesOutBrokenLinesAndSaysWhich() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                """
                {"prompt":"Sky?","chosen":"Blue.","rejected":"Green."}
                {"prompt":"","chosen":"Blue.","rejected":"Green."}
                {"prompt":"Sky?","chosen":[{"role":"robot","content":"x"}],"rejected":"Green."}
                {"prompt":"Sky?","chos
                """));
    assertThat(imported.sessions().getFirst().trials()).hasSize(1);
    assertThat(imported.losses())
        .singleElement()
        .satisfies(loss -> {
          assertThat(loss.count()).isEqualTo(3);
          assertThat(loss.why()).startsWith("Line 2");
        });
    assertThatThrownBy(() -> Exchange.read(file("{\"a\":1}\n"), Format.TRL))
        .hasMessageContaining("no line with chosen and rejected");
  }

  @Test
  void theModelsOfAPairAreToldApart() throws Exception {
    Imported imported =
        Exchange.read(file("{\"prompt\":\"Sky?\",\"chosen\":\"Blue.\",\"rejected\":\"Green.\"}\n"));
    assertThat(imported.sessions().getFirst().trials().getFirst().trial().answers().values())
        .extracting(Answer::model)
        .containsExactlyInAnyOrder("chosen", "rejected");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("preferences.jsonl"), text);
  }
}
