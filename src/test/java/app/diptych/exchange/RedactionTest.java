package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked to stay behind is in no file of any format. */
class RedactionTest {
  private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final String CANARY = "zebra-canary-value-0042";
  private static final String LOOKS_LIKE_A_KEY = "sk-canary0123456789abcdef";
  private static final String HOME = "/home/ada.private";
  private static final String MODEL = HOME + "/models/tiny.gguf";
  private static final Redaction REDACTION =
      Redaction.secrets(
          Map.of("SECRET_GATE_API_KEY", CANARY, "HOME", HOME, "OTHER", "ordinary words"));

  @TempDir Path folder;

  @Test
  void noWriterLetsAKeyOrAPlaceOrANamePass() throws Exception {
    assertThat(Exchange.writable()).contains(Format.BUNDLE);
    for (Format format : Exchange.writable()) {
      if (format == Format.ARENA || format == Format.TRL) {
        // These carry nothing but verdicts on two whole answers, and here is one answer.
        continue;
      }
      Path file = folder.resolve(format.id());
      List<Loss> losses = Exchange.write(format, List.of(session()), file, REDACTION.andPeople());
      assertThat(Files.readString(file))
          .as(format.id())
          .doesNotContain(
              CANARY, LOOKS_LIKE_A_KEY, "ada.private", "/models/", "Ada Lovelace", "secret note");
      assertThat(losses)
          .extracting(Loss::what)
          .contains("keys", "places of files", "names of raters", "notes");
    }
  }

  @Test
  void withoutBeingAskedNothingIsTakenOut() throws Exception {
    Path file = folder.resolve("whole.diptych.jsonl");
    assertThat(Exchange.write(Format.BUNDLE, List.of(session()), file, Redaction.NONE)).isEmpty();
    assertThat(Exchange.read(file).sessions()).containsExactly(session());
  }

  @Test
  void aRedactedBundleIsAWholeSessionWithTheSameTimes() throws Exception {
    Path file = folder.resolve("clean.diptych.jsonl");
    Exchange.write(Format.BUNDLE, List.of(session()), file, REDACTION);
    Imported imported = Exchange.read(file);
    assertThat(imported.losses()).isEmpty();
    Whole whole = imported.sessions().getFirst().trials().getFirst();
    Answer answer = whole.trial().answer(Side.A).orElseThrow();
    assertThat(answer.model()).isEqualTo("file:tiny.gguf");
    assertThat(answer.text()).isEqualTo("The key is [redacted], keep it. See ~/notes");
    Recording recording = whole.recordings().get(Side.A);
    assertThat(recording).isNotNull();
    assertThat(recording.pieces(answer.text(), answer.reasoning())).isNotEmpty();
    assertThat(answer.timeline().offset(0)).isEqualTo(Duration.ofNanos(0));
    assertThat(answer.timeline().offset(answer.timeline().deltas() - 1))
        .isEqualTo(
            session()
                .trials()
                .getFirst()
                .trial()
                .answer(Side.A)
                .orElseThrow()
                .timeline()
                .offset(5));
    assertThat(whole.votes()).extracting(Vote::rater).containsExactly("", "Ada Lovelace");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use sk-proj-aBcDeFgH1234_5678-xyz now",
        "Authorization: Bearer abcdef123456.XYZ~+/=",
        "authorization: basic dXNlcjpwYXNzd29yZA==",
        "hf_aBcDeFgHiJkLmNoPqRsT",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9",
        "https://ada:verysecretpassword@example.org/",
        "api_key = \"0123456789abcdef0123456789abcdef\"",
        "{\"token\": \"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\"}",
        "password: correct.horse.battery.staple",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"
      })
  void whatLooksLikeAKeyIsFound(String text) {
    assertThat(Secrets.of(Map.of()).in(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the key is under the mat",
        "ask-me-anything about task-oriented work",
        "a token: short",
        "tokens = 1234",
        "bearer of good news",
        "https://example.org/a@b",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "the monkey: 12"
      })
  void ordinaryWordsStay(String text) {
    assertThat(Secrets.of(Map.of("HOME", "/")).in(text)).isEmpty();
  }

  @Test
  void longTextIsLookedThroughInLinearTime() {
    String[] floods = {
      "key=", "sk-", "eyJ", "://a:", "bearer ", "-----BEGIN PRIVATE KEY-----", "a"
    };
    for (String flood : floods) {
      assertThat(Secrets.of(Map.of("A_API_KEY", CANARY)).in(flood.repeat(200_000 / flood.length())))
          .isNotNull();
    }
  }

  private static SavedSession session() {
    String text = "The key is " + CANARY + ", keep it. See " + HOME + "/notes";
    Recording recording =
        Recording.of(
            new long[] {0, 10, 20, 30, 40, 50},
            new int[] {11, 5, 9, 9, 12, text.length() - 46},
            new boolean[6]);
    Answer a =
        answer(
            "file:" + MODEL, text, null, Timeline.of(recording.offsets(), recording.firstText()));
    Answer b =
        answer(
            "gate/" + LOOKS_LIKE_A_KEY,
            "partly " + LOOKS_LIKE_A_KEY,
            new Failure.EngineFault(
                "No " + MODEL, "Try " + LOOKS_LIKE_A_KEY, true, List.of("load " + MODEL, CANARY)),
            Timeline.EMPTY);
    Vote mine = new Vote(Verdict.A, "secret note " + CANARY, "", AT);
    Vote hers = new Vote(Verdict.B, "secret note", "Ada Lovelace", AT);
    SavedTrial trial =
        new SavedTrial(
            "t1",
            "s1",
            1,
            null,
            "prompt " + CANARY,
            AT,
            "Where is " + CANARY + "?",
            Map.of(Side.A, a, Side.B, b),
            mine);
    return SavedSession.counted(
        new SessionSummary(
            "s1",
            "Title " + CANARY,
            "secret note of the session",
            AT,
            AT,
            false,
            false,
            false,
            null,
            0,
            0,
            Tally.NONE,
            List.of(),
            List.of("tag " + LOOKS_LIKE_A_KEY)),
        List.of(new Whole(trial, Map.of(Side.A, recording), List.of(mine, hers))));
  }

  private static Answer answer(
      String model, String text, @Nullable Failure failure, Timeline timeline) {
    return new Answer(
        model,
        true,
        new CompletionRequest(
            model,
            List.of(
                Message.system("System " + LOOKS_LIKE_A_KEY),
                Message.user("Where is " + CANARY + "?")),
            new Sampling(null, null, null, null, List.of("stop " + CANARY))),
        failure == null ? SideState.FINISHED : SideState.FAILED,
        new Origin(model, "engine " + MODEL, "CPU", "fp " + CANARY, null, null),
        text,
        failure == null ? "" : "thinking of " + CANARY,
        null,
        failure == null ? FinishReason.STOP : null,
        failure,
        timeline,
        Duration.ZERO);
  }
}
