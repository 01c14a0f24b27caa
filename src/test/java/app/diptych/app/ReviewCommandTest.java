package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A packet goes out blind, is judged on another machine, and its votes come home once. */
@Timeout(120)
class ReviewCommandTest {
  private static final Path SAMPLE = Path.of("sessions", "demo-prompts.diptych.jsonl");

  @TempDir Path home;
  @TempDir Path away;

  @Test
  void sendsAPacketWithoutNamesAndTakesTheVotesBackOnce() throws Exception {
    Path packet = away.resolve("packet.json");
    Path votes = away.resolve("votes.json");
    assertThat(at(home).run("sessions", "import", SAMPLE.toString()).exit()).isZero();
    String session = "Sample: all demonstration prompts";
    var sent = at(home).run("review", session, "--packet", packet.toString());
    assertThat(sent.exit()).as(sent.err()).isZero();
    assertThat(Files.readString(packet))
        .doesNotContain("demo/small")
        .doesNotContain("demo/base")
        .doesNotContain("\"seed\"");

    var opened = at(away).run("review", "--open", packet.toString());
    assertThat(opened.exit()).as(opened.err()).isZero();
    List<String> preferred = voteForTheLonger(away);
    var nameless = at(away).run("review", "--answer", session, "--out", votes.toString());
    assertThat(nameless.err()).contains("--rater NAME");
    var answered =
        at(away).run("review", "--answer", session, "--rater", "ann", "--out", votes.toString());
    assertThat(answered.exit()).as(answered.err()).isZero();

    var merged = at(home).run("review", "--merge", votes.toString());
    assertThat(merged.exit()).as(merged.err()).isZero();
    assertThat(merged.out()).contains("%d votes new".formatted(preferred.size()));
    assertThat(at(home).run("review", "--merge", votes.toString()).out()).contains("0 votes new");
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      var saved = wiring.workspace().orElseThrow();
      Review review = saved.reviews().list().getFirst().review();
      List<CastVote> back = saved.reviews().ballots(review.id());
      assertThat(back).hasSameSizeAs(preferred);
      for (CastVote vote : back) {
        assertThat(vote.rater()).isEqualTo("ann");
        Side side = vote.verdict() == Verdict.A ? Side.A : Side.B;
        String text =
            saved.sessions().trial(vote.item()).orElseThrow().answer(side).orElseThrow().text();
        assertThat(preferred).as("the very text ann preferred").contains(text.strip());
      }
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Path wrong = Files.writeString(away.resolve("x.json"), "{\"diptychPacket\":9}");
    assertThat(at(home).run("review", "--open", wrong.toString()).err())
        .contains("is not a review packet of a version that is known here");
    assertThat(at(home).run("review", "--merge", away.resolve("none").toString()).exit())
        .isEqualTo(2);
    Path foreign =
        Files.writeString(
            away.resolve("v.json"), "{\"diptychVotes\":1,\"review\":\"zz\",\"votes\":[]}");
    assertThat(at(home).run("review", "--merge", foreign.toString()).err())
        .contains("are of another review");
    assertThat(at(home).run("review").exit()).isEqualTo(2);
  }

  @Test
  void tellsWhatASecondRaterShouldJudgeAndSendsIt() throws Exception {
    Path packet = away.resolve("second.json");
    assertThat(at(home).run("sessions", "import", SAMPLE.toString()).exit()).isZero();
    String session = "Sample: all demonstration prompts";
    assertThat(
            at(home)
                .run("review", session, "--packet", away.resolve("first.json").toString())
                .exit())
        .isZero();
    var told =
        at(home).run("review", "--overlap", session, "--items", "5", "--packet", packet.toString());
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("How far raters agree is not known yet.")
        .contains("To know the agreement to within 10 points, 93 pairs must be judged twice")
        .contains("with 5 pairs");
    assertThat(Files.readString(packet)).doesNotContain("demo/small").contains("diptychPacket");
    assertThat(at(home).run("review", "--overlap", session, "--within", "0").err())
        .contains("1 to 50 points");
  }

  /** The agreement was lower than hoped: more pairs go to the same rater. */
  @Test
  void aSecondPacketAddsItsPairsToTheReviewThatIsHere() throws Exception {
    assertThat(at(home).run("sessions", "import", SAMPLE.toString()).exit()).isZero();
    String session = "Sample: all demonstration prompts";
    at(home).run("review", session, "--packet", away.resolve("all.json").toString());
    for (String items : List.of("5", "9")) {
      String packet = away.resolve(items + ".json").toString();
      assertThat(
              at(home)
                  .run("review", "--overlap", session, "--items", items, "--packet", packet)
                  .exit())
          .isZero();
    }
    String few = away.resolve("5.json").toString();
    String more = away.resolve("9.json").toString();
    assertThat(at(away).run("review", "--open", few).out()).contains("with 5 pairs");
    var added = at(away).run("review", "--open", more);
    assertThat(added.err()).isEmpty();
    assertThat(added.out()).startsWith("Added ").contains("vote on the Review page");
    assertThat(at(away).run("review", "--open", more).err()).contains("here already");
    try (Wiring wiring = new Wiring(away, List.of(), Map.of())) {
      var saved = wiring.workspace().orElseThrow();
      Review review = saved.reviews().list().getFirst().review();
      assertThat(saved.reviews().list()).hasSize(1);
      assertThat(review.items()).hasSizeBetween(9, 14).doesNotHaveDuplicates();
      for (String item : review.items()) {
        assertThat(saved.sessions().trial(item)).isPresent();
      }
    }
  }

  @Test
  void writesVotesForOtherToolsAndSaysWhatHasNoPlaceThere() throws Exception {
    assertThat(at(home).run("sessions", "import", SAMPLE.toString()).exit()).isZero();
    String session = "Sample: all demonstration prompts";
    at(home).run("review", session, "--packet", away.resolve("p.json").toString());
    Verdict[] verdicts = {Verdict.A, Verdict.B, Verdict.TIE, Verdict.BOTH_BAD};
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      var saved = wiring.workspace().orElseThrow();
      Review review = saved.reviews().list().getFirst().review();
      Instant at = Instant.parse("2026-11-26T12:00:00Z");
      for (int i = 0; i < 5; i++) {
        // The first pair twice: the last word holds, the first one is history.
        String item = review.items().get(Math.max(0, i - 1));
        Verdict verdict = i == 0 ? Verdict.TIE : verdicts[i - 1];
        at = at.plusSeconds(9);
        saved
            .reviews()
            .cast(review.id(), CastVote.of(item, "ann", verdict, true, Duration.ofSeconds(4), at))
            .get(30, TimeUnit.SECONDS);
      }
    }
    JsonNode history = json(export(session, "history"));
    assertThat(history.path("votes").size()).isEqualTo(5);
    assertThat(history.path("votes").path(0).path("holds").asBoolean()).isFalse();
    assertThat(history.path("votes").path(1).path("holds").asBoolean()).isTrue();
    assertThat(lines("openai-preferences", session)).hasSize(2);
    JsonNode first = json(lines("openai-preferences", session).getFirst());
    assertThat(first.path("preferred_output").path(0).path("content").asString())
        .isNotEqualTo(first.path("non_preferred_output").path(0).path("content").asString());
    assertThat(first.path("input").path("messages").size()).isPositive();
    assertThat(lines("trl", session)).hasSize(4);
    assertThat(lines("arena", session)).hasSize(4);
    JsonNode studio = json(export(session, "label-studio"));
    assertThat(studio.size()).isEqualTo(4);
    assertThat(
            studio
                .path(0)
                .path("annotations")
                .path(0)
                .path("result")
                .path(1)
                .path("value")
                .path("selected")
                .asString())
        .isEqualTo("left");
    assertThat(studio.path(2).path("annotations").path(0).path("result").size()).isEqualTo(1);
    JsonNode argilla = json(export(session, "argilla"));
    assertThat(
            argilla.path(2).path("responses").path("preference").path(0).path("value").asString())
        .isEqualTo("tie");
    assertThat(json(export(session, "llm-comparator")).path("examples").size()).isEqualTo(4);
    assertThat(export(session, "csv")).contains("ann");
    var again = at(away).run("votes", away.resolve("csv").toString(), "--json");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(json(again.out()).path("n").asInt()).isEqualTo(4);
    assertThat(json(again.out()).path("bothBad").asInt()).isEqualTo(1);
    var unknown = at(home).run("review", "--export", session, "--format", "xml", "--out", "x");
    assertThat(unknown.err()).contains("There is no format \"xml\"");
    var openai =
        at(home)
            .run(
                "review",
                "--export",
                session,
                "--format",
                "openai-preferences",
                "--out",
                away.resolve("o").toString());
    assertThat(openai.out()).contains("Not in it: ties (1)").contains("both-bad verdicts (1)");
  }

  private List<String> lines(String format, String session) throws Exception {
    return export(session, format).lines().toList();
  }

  private String export(String session, String format) throws Exception {
    Path file = away.resolve(format);
    var told =
        at(home).run("review", "--export", session, "--format", format, "--out", file.toString());
    assertThat(told.exit()).as(told.err()).isZero();
    return Files.readString(file);
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  /** As ann, who always likes the longer answer; returns the texts she preferred. */
  private static List<String> voteForTheLonger(Path where) throws Exception {
    try (Wiring wiring = new Wiring(where, List.of(), Map.of())) {
      var saved = wiring.workspace().orElseThrow();
      Review review = saved.reviews().list().getFirst().review();
      List<String> preferred = new java.util.ArrayList<>();
      Instant at = Instant.parse("2026-11-26T12:00:00Z");
      for (String item : review.items()) {
        var trial = saved.sessions().trial(item).orElseThrow();
        String a = trial.answer(Side.A).orElseThrow().text();
        String b = trial.answer(Side.B).orElseThrow().text();
        assertThat(trial.answer(Side.A).orElseThrow().model()).isEqualTo("packet/hidden");
        at = at.plusSeconds(9);
        Verdict verdict = a.length() > b.length() ? Verdict.A : Verdict.B;
        preferred.add((verdict == Verdict.A ? a : b).strip());
        saved
            .reviews()
            .cast(review.id(), CastVote.of(item, "", verdict, true, Duration.ofSeconds(4), at))
            .get(30, TimeUnit.SECONDS);
      }
      return preferred;
    }
  }

  private static TestCommandLine at(Path home) {
    return new TestCommandLine(home, Map.of());
  }
}
