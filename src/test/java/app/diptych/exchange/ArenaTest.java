package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArenaTest {
  private final ArenaReader reader = new ArenaReader();
  private final ArenaWriter writer = new ArenaWriter();
  @TempDir Path folder;

  @Test
  void readsCleanBattlesWithTheirConversations() throws Exception {
    SavedSession session = read(Samples.ARENA).sessions().getFirst();
    assertThat(session.trials()).hasSize(3);
    Whole second = session.trials().get(1);
    assertThat(second.trial().prompt()).isEqualTo("And in autumn?");
    assertThat(second.trial().parent()).isEqualTo(session.trials().getFirst().trial().id());
    assertThat(second.trial().answer(Side.B).orElseThrow().request().messages())
        .containsExactly(
            Message.user("Name a bird."),
            Message.assistant("A wren."),
            Message.user("And in autumn?"));
    assertThat(second.votes())
        .singleElement()
        .satisfies(vote -> {
          assertThat(vote.verdict()).isEqualTo(Verdict.A);
          assertThat(vote.rater()).isEqualTo("arena_user_7");
          assertThat(vote.at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_250L));
        });
    assertThat(session.trials().getFirst().votes()).isEmpty();
  }

  @Test
  void takesAFileThatWasCutOffUpToTheCut() throws Exception {
    Imported imported = read(battle("model_a") + "\n" + battle("tie").substring(0, 40));
    assertThat(imported.sessions().getFirst().trials()).hasSize(1);
    assertThat(imported.losses()).extracting(Loss::what).contains("the last line");
    assertThatThrownBy(() -> read(battle("model_a") + "\n" + "{\"model_a\":\n" + battle("tie")))
        .hasMessageContaining("line 2 of")
        .hasMessageContaining("Mend it, or take it out.");
  }

  @Test
  void acceptsBothWaysOfWritingThatBothAreBad() throws Exception {
    List<Verdict> verdicts =
        read(battle("tie (bothbad)") + "\n" + battle("both_bad") + "\n" + battle("tie"))
            .sessions()
            .getFirst()
            .trials()
            .stream()
            .map(whole -> whole.votes().getFirst().verdict())
            .toList();
    assertThat(verdicts).containsExactly(Verdict.BOTH_BAD, Verdict.BOTH_BAD, Verdict.TIE);
  }

  @Test
  void readsOneListAsWellAsLines() throws Exception {
    String list = "[\n" + battle("model_a") + ",\n" + battle("model_b") + "\n]";
    Source source = TestFiles.source(folder, "battles.json", list);
    assertThat(reader.recognises(source)).isTrue();
    assertThat(reader.read(source).sessions().getFirst().trials()).hasSize(2);
  }

  @Test
  void readsTheKaggleFormWhoseTextsAreListsInsideTexts() throws Exception {
    Imported imported = read(Samples.ARENA_55K);
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials).hasSize(3);
    assertThat(trials.get(1).trial().prompt()).isEqualTo("Shorter, \"please\".");
    assertThat(trials.get(1).trial().answer(Side.A).orElseThrow().text()).isEqualTo("4");
    assertThat(trials.get(1).votes().getFirst().verdict()).isEqualTo(Verdict.B);
    assertThat(trials.get(2).votes().getFirst().verdict()).isEqualTo(Verdict.TIE);
    assertThat(trials.get(2).trial().answer(Side.B).orElseThrow().text()).isEmpty();
    assertThat(trials.get(2).trial().vote())
        .as("an unknown voter is not the owner of this workspace")
        .isNull();
  }

  @Test
  void readsVotesFromARawLogAndLeavesTheRestAndEveryAddress() throws Exception {
    Imported imported = read(Samples.ARENA_LOG);
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials).hasSize(2);
    assertThat(trials.getFirst().trial().answer(Side.A).orElseThrow().model())
        .isEqualTo("alpha-7b");
    assertThat(trials.getFirst().trial().prompt())
        .as("what stands before the offset is left out")
        .isEqualTo("Is tea older than coffee?");
    assertThat(trials.getFirst().votes().getFirst().verdict()).isEqualTo(Verdict.BOTH_BAD);
    assertThat(trials.get(1).trial().answer(Side.B).orElseThrow().model()).isEqualTo("gamma-1");
    assertThat(trials.get(1).votes().getFirst().rater()).isEqualTo("arena_user_0");
    assertThat(imported.toString()).doesNotContain("203.0.113");
    assertThat(imported.losses())
        .extracting(Loss::what)
        .contains("lines of the log that are no votes", "addresses of voters");
  }

  @Test
  void putsTheVoteOnTheTurnItIsAbout() throws Exception {
    SavedSession session = read(Samples.MT_BENCH_VOTES).sessions().getFirst();
    assertThat(session.trials()).hasSize(2);
    assertThat(session.trials().getFirst().votes())
        .extracting(vote -> vote.rater())
        .containsExactly("expert_3", "gpt-4 pair-v2");
    assertThat(session.trials().get(1).votes())
        .extracting(vote -> vote.verdict())
        .containsExactly(Verdict.B);
  }

  @Test
  void leavesOutBattlesWithoutAConversationAndSaysSo() throws Exception {
    Imported imported =
        read(
            "{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"model_a\",\"judge\":\"j\",\"turn\":1}");
    assertThat(imported.sessions()).isEmpty();
    assertThat(imported.losses()).extracting(Loss::what).contains("battles without a conversation");
  }

  @Test
  void leavesOutBlankPromptsAndKeepsEmptyAnswers() throws Exception {
    Imported imported =
        read(
            battle("model_a").replace("Name a bird.", " ")
                + "\n"
                + battle("model_a").replace("A wren.", ""));
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials).hasSize(1);
    assertThat(trials.getFirst().trial().answer(Side.B).orElseThrow().text()).isEmpty();
    assertThat(imported.losses()).extracting(Loss::what).contains("empty prompts");
  }

  @Test
  void namesTheLineAndWhatWasExpected() {
    assertThatThrownBy(() -> read(battle("tie") + "\n{\"model_a\":5,\"model_b\":\"y\"}"))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("model_a in line 2 of battles.jsonl must be text, but is a number");
    assertThatThrownBy(() -> read(battle("tie") + "\n\n{\"model_a\":\n" + battle("tie")))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("line 3 of battles.jsonl");
  }

  @Test
  void whatIsWrittenReadsAsTheSameBattles() throws Exception {
    for (long seed = 0; seed < 400; seed++) {
      SavedSession session = new RandomComparisons(seed, seed % 2 == 0).next();
      Kept kept = new Kept(ArenaWriter.KEPT);
      List<String> expected = battles(session, kept);
      Imported imported = TestFiles.again(writer, reader, folder, session);
      assertThat(
              imported.sessions().isEmpty()
                  ? List.of()
                  : sorted(kept.trials(imported.sessions().getFirst())))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  @Test
  void writesTheFieldsOfACleanBattle() throws Exception {
    SavedSession session = read(Samples.ARENA).sessions().getFirst();
    String line = TestFiles.written(writer, session).lines().findFirst().orElseThrow();
    Place battle = Place.of(Json.read(line, "battle"), "battle");
    List<String> names = new ArrayList<>();
    battle.fields((name, _) -> names.add(name));
    assertThat(names)
        .containsExactly(
            "question_id",
            "model_a",
            "model_b",
            "winner",
            "judge",
            "conversation_a",
            "conversation_b",
            "turn",
            "anony",
            "language",
            "tstamp");
    assertThat(battle.at("turn").count()).contains(2);
  }

  private Imported read(String text) throws IOException, ExchangeException {
    Source source = TestFiles.source(folder, "battles.jsonl", text);
    assertThat(reader.recognises(source)).isTrue();
    return reader.read(source);
  }

  private static String battle(String winner) {
    return """
    {"model_a":"alpha-7b","model_b":"beta-9b","winner":"%s","judge":"arena_user_1",\
    "conversation_a":[{"role":"user","content":"Name a bird."},{"role":"assistant","content":"A robin."}],\
    "conversation_b":[{"role":"user","content":"Name a bird."},{"role":"assistant","content":"A wren."}],\
    "turn":1,"anony":true,"language":"English","tstamp":1700000000.0}\
    """
        .formatted(winner);
  }

  /** Trials with a verdict on two whole answers, and what led to them. */
  private static List<String> battles(SavedSession session, Kept kept) {
    List<String> all = kept.trials(session);
    Set<String> wanted = new HashSet<>();
    List<String> battles = new ArrayList<>();
    for (int i = session.trials().size() - 1; i >= 0; i--) {
      Whole whole = session.trials().get(i);
      boolean battle =
          !whole.votes().isEmpty()
              && whole.trial().answers().values().stream()
                  .allMatch(answer -> answer.failure() == null);
      if (battle || wanted.contains(whole.trial().id())) {
        battles.add(all.get(i));
        if (whole.trial().parent() != null) {
          wanted.add(whole.trial().parent());
        }
      }
    }
    return sorted(battles);
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }
}
