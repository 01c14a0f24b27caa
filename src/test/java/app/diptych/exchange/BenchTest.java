package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  private final BenchReader mtBench = BenchReader.mtBench();
  private final BenchReader arenaHard = BenchReader.arenaHard();
  @TempDir Path folder;

  @Test
  void questionsAloneArePromptsWithTheirLaterTurnsInTheNotes() throws Exception {
    Source source = TestFiles.source(folder, "question.jsonl", Samples.MT_QUESTIONS);
    assertThat(mtBench.recognises(source)).isTrue();
    assertThat(arenaHard.recognises(source)).isFalse();
    Imported imported = mtBench.read(source);
    assertThat(imported.sessions()).isEmpty();
    Prompt first = imported.prompts().getFirst();
    assertThat(Blanks.of(first).fill(Map.of()).text()).isEqualTo("Write a rhyme about {{tea}}.");
    assertThat(first.tags()).containsExactly("writing");
    assertThat(first.notes()).contains("Now a longer one.");
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder("later turns", "reference answers");
  }

  @Test
  void twoFilesOfAnswersBesideEachOtherAreASession() throws Exception {
    Source source = mtBenchFolder();
    Imported imported = mtBench.read(source);
    SavedSession session = imported.sessions().getFirst();
    assertThat(session.summary().models()).containsExactly("alpha-7b", "beta-9b");
    List<Whole> trials = session.trials();
    assertThat(trials)
        .extracting(whole -> whole.trial().prompt())
        .containsExactly(
            "Write a rhyme about {{tea}}.", "Now a longer one.", "What is 7 * 8?", "And 7 * 9?");
    assertThat(trials.get(1).trial().parent()).isEqualTo(trials.getFirst().trial().id());
    assertThat(trials.get(3).trial().answer(Side.B).orElseThrow().text())
        .isEqualTo("\u516d\u5341\u4e09");
    Answer failed = trials.get(1).trial().answer(Side.A).orElseThrow();
    assertThat(failed.failure()).isNotNull();
    assertThat(failed.text()).isEmpty();
    assertThat(imported.losses())
        .extracting(Loss::what)
        .contains("further choices", "questions without an answer", "answers without a prompt");
  }

  @Test
  void judgmentsAreVerdictsOfTheirJudgeOnTheTurnTheyAreAbout() throws Exception {
    Source source = mtBenchFolder();
    TestFiles.source(folder, "model_judgment/gpt-4_pair.jsonl", Samples.MT_JUDGMENTS);
    Imported imported = mtBench.read(source);
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials.getFirst().votes()).extracting(Vote::verdict).containsExactly(Verdict.A);
    assertThat(trials.getFirst().votes()).extracting(Vote::rater).containsExactly("gpt-4 pair-v2");
    assertThat(trials.getFirst().trial().vote()).as("a judge is not the owner").isNull();
    assertThat(trials.get(2).votes())
        .as("games that do not agree are a tie")
        .extracting(Vote::verdict)
        .containsExactly(Verdict.TIE);
    assertThat(trials.get(3).votes())
        .as("models in the other order")
        .extracting(Vote::verdict)
        .containsExactly(Verdict.A);
    assertThat(imported.losses())
        .extracting(Loss::what)
        .contains(
            "judgments without a winner", "judgments of other answers", "scores of single answers");
  }

  @Test
  void choosingIsLeftToTheUserWhenMoreAnswersLieThere() throws Exception {
    Source source = mtBenchFolder();
    TestFiles.source(folder, "model_answer/gamma-1.jsonl", Samples.MT_ANSWERS);
    assertThatThrownBy(() -> mtBench.read(source))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("2 more files of answers beside alpha-7b.jsonl: choose the two");
  }

  @Test
  void answersWithoutQuestionsSayWhatIsMissing() throws Exception {
    Source source = TestFiles.source(folder, "deep/answers/alpha.jsonl", Samples.MT_ANSWERS);
    assertThatThrownBy(() -> mtBench.read(source))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("alpha.jsonl holds answers but not what was asked");
  }

  @Test
  void arenaHardAnswersHoldTheirPrompts() throws Exception {
    Source source = TestFiles.source(folder, "hard/model_answer/alpha.jsonl", Samples.HARD_ANSWERS);
    TestFiles.source(folder, "hard/model_answer/beta.jsonl", Samples.HARD_OTHER_ANSWERS);
    TestFiles.source(folder, "hard/model_judgment/judge.jsonl", Samples.HARD_JUDGMENTS);
    assertThat(arenaHard.recognises(source)).isTrue();
    assertThat(mtBench.recognises(source)).isFalse();
    List<Whole> trials = arenaHard.read(source).sessions().getFirst().trials();
    assertThat(trials).hasSize(2);
    assertThat(trials.getFirst().trial().prompt()).isEqualTo("Why is the sky blue?");
    assertThat(trials.getFirst().trial().answer(Side.A).orElseThrow().text())
        .isEqualTo("Scattering.");
    assertThat(trials.getFirst().votes())
        .as("the second game has the model as assistant A")
        .extracting(Vote::verdict)
        .containsExactly(Verdict.B);
    assertThat(trials.get(1).trial().answers().keySet()).containsExactly(Side.B);
  }

  @Test
  void readsArenaHardQuestionsOfBothVersions() throws Exception {
    Source fresh = TestFiles.source(folder, "new.jsonl", Samples.HARD_QUESTIONS);
    Source old = TestFiles.source(folder, "old.jsonl", Samples.HARD_OLD_QUESTIONS);
    Source answers = TestFiles.source(folder, "answers.jsonl", Samples.HARD_OLD_ANSWERS);
    for (Source source : List.of(fresh, old, answers)) {
      assertThat(arenaHard.recognises(source)).isTrue();
      assertThat(mtBench.recognises(source)).isFalse();
    }
    assertThat(arenaHard.read(fresh).prompts()).hasSize(2);
    assertThat(arenaHard.read(old).prompts())
        .singleElement()
        .extracting(Prompt::text)
        .isEqualTo("Name a game.");
    assertThat(
            arenaHard
                .read(List.of(answers, old))
                .sessions()
                .getFirst()
                .trials()
                .getFirst()
                .trial()
                .answer(Side.A)
                .orElseThrow()
                .text())
        .isEqualTo("Go.");
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() ->
            mtBench.read(
                TestFiles.source(folder, "q.jsonl", "{\"question_id\":1,\"turns\":[\"a\",[]]}")))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("turns[1] in line 1 of q.jsonl must be an object with fields");
  }

  @Test
  void aFolderThatWasWrittenReadsAsTheSameSession() throws Exception {
    writesAndReads(BenchWriter.mtBench(), mtBench, BenchWriter.KEPT, false);
  }

  @Test
  void anArenaHardFolderThatWasWrittenReadsAsTheSameFirstTurns() throws Exception {
    writesAndReads(BenchWriter.arenaHard(), arenaHard, BenchWriter.HARD_KEPT, true);
  }

  @Test
  void questionsThatWereWrittenReadAsTheSamePrompts() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      SavedSession session = new RandomComparisons(seed, false).next();
      List<String> texts = new ArrayList<>();
      for (Prompt prompt :
          TestFiles.again(BenchWriter.mtBench(), mtBench, folder, session).prompts()) {
        texts.add(Blanks.of(prompt).fill(Map.of()).text());
      }
      assertThat(texts)
          .as("seed %d", seed)
          .isEqualTo(
              session.trials().stream()
                  .filter(whole -> whole.trial().parent() == null)
                  .map(whole -> whole.trial().prompt())
                  .toList());
    }
  }

  @Test
  void theSameModelOnBothSidesGetsTwoNames() throws Exception {
    SessionDraft draft = new SessionDraft("Twice", Instant.EPOCH);
    Drafted.add(
        draft,
        Instant.EPOCH,
        null,
        Map.of(Side.A, Samples.answer("same"), Side.B, Samples.answer("same")),
        List.of());
    BenchWriter.mtBench().write(List.of(draft.session()), folder.resolve("twice"));
    try (var files = Files.list(folder.resolve("twice/model_answer"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("same_A_.jsonl", "same_B_.jsonl");
    }
  }

  private void writesAndReads(
      BenchWriter writer, BenchReader reader, Set<Part> parts, boolean rootsOnly)
      throws IOException, ExchangeException {
    Kept kept = new Kept(parts);
    for (long seed = 0; seed < 200; seed++) {
      SavedSession session =
          Changed.emptied(
              new RandomComparisons(seed, false).next(),
              answer -> answer.failure() != null || answer.text().equals(BenchFiles.ERROR));
      Path out = folder.resolve(writer.format() + "-" + seed);
      writer.write(List.of(session), out);
      List<Whole> wanted =
          session.trials().stream()
              .filter(whole -> !rootsOnly || whole.trial().parent() == null)
              .toList();
      if (wanted.isEmpty()) {
        continue;
      }
      List<SavedSession> again =
          reader
              .read(
                  List.of(
                      Source.of(out.resolve("model_answer/demo_small.jsonl")),
                      Source.of(out.resolve("model_answer/hub_llama-4_.jsonl")),
                      Source.of(out.resolve("question.jsonl"))))
              .sessions();
      assertThat(kept.trials(again.getFirst()))
          .as("seed %d", seed)
          .isEqualTo(kept.trials(new SavedSession(session.summary(), wanted)));
    }
  }

  private Source mtBenchFolder() throws IOException, ExchangeException {
    TestFiles.source(folder, "question.jsonl", Samples.MT_QUESTIONS);
    TestFiles.source(folder, "model_answer/beta-9b.jsonl", Samples.MT_OTHER_ANSWERS);
    Source source = TestFiles.source(folder, "model_answer/alpha-7b.jsonl", Samples.MT_ANSWERS);
    assertThat(mtBench.recognises(source)).isTrue();
    return source;
  }
}
