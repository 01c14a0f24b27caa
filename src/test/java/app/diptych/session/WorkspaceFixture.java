package app.diptych.session;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.prompt.Prompt;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes the file that stands for all workspaces of this version: {@code workspace-v1.db} and its
 * later sisters among the test resources. Run {@link #main} once for each version of the schema,
 * before that version is released, and never again: the file is kept for ever.
 */
final class WorkspaceFixture {
  static final String FOXES = "11111111-1111-4111-8111-111111111111";
  static final String CHINESE = "22222222-2222-4222-8222-222222222222";
  static final String DELETED = "33333333-3333-4333-8333-333333333333";

  static final String BATCH = "55555555-5555-4555-8555-555555555555";
  static final String JUDGING = "66666666-6666-4666-8666-666666666666";
  static final String REVIEW = "44444444-4444-4444-8444-444444444444";

  private WorkspaceFixture() {}

  /**
   * @param arguments the file to make
   */
  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]).toAbsolutePath();
    Path work = Files.createTempDirectory("fixture").resolve("workspace.db");
    try (OpenWorkspace open = new OpenWorkspace(work)) {
      fill(open);
      RunningTrial running =
          open.start(
              CHINESE,
              null,
              Map.of(
                  Side.A,
                  open.setup(
                      "demo/small",
                      "cut off",
                      stage -> {
                        stage.say(ScriptedProvider.started(open.clock));
                        do {
                          stage.say(new TextDelta("on and "));
                        } while (!stage.cancelledWithin(Duration.ofMillis(5)));
                      })));
      Thread.sleep(200);
      OpenWorkspace.done(open.workspace.saveCopy(target));
      running.cancel();
    }
    System.exit(0);
  }

  private static void fill(OpenWorkspace open) throws Exception {
    Sessions sessions = open.sessions();
    OpenWorkspace.done(sessions.create(FOXES, "Foxes", null));
    String first = open.trial(FOXES, "Tell of a fox", "The red fox runs.", "A fox 🦊 sleeps.");
    OpenWorkspace.done(sessions.vote(first, Verdict.B, "shorter"));
    OpenWorkspace.done(sessions.vote(first, Verdict.A, "clearer"));
    open.trial(
        FOXES,
        "Tell of a lighthouse",
        first,
        Map.of(
            Side.A,
            open.failing(
                "other/model",
                "Tell of a lighthouse",
                new TextDelta("par"),
                new Failed(new Failure.RateLimited("Slow down.", "Wait.", Duration.ofSeconds(3)))),
            Side.B,
            open.answering("demo/base", "Tell of a lighthouse", "It shines.")));
    OpenWorkspace.done(sessions.tag(FOXES, List.of("animals", "fox")));
    OpenWorkspace.done(sessions.note(FOXES, "For the talk"));
    OpenWorkspace.done(sessions.pin(FOXES, true));
    OpenWorkspace.done(sessions.create(CHINESE, "什么是递归函数?", FOXES));
    open.trial(CHINESE, "什么是递归函数?", "递归是自己调用自己。", "none");
    OpenWorkspace.done(sessions.create(DELETED, "Gone", null));
    OpenWorkspace.done(sessions.delete(DELETED));
    OpenWorkspace.done(
        open.workspace.prompts().save(Prompt.of("mine/fox", "Fox", "Tell of a {{animal}}.")));
    OpenWorkspace.done(
        open.workspace.prompts().save(Prompt.of("mine/fox", "Fox", "Tell of two {{animal}}s.")));
    OpenWorkspace.done(open.workspace.value("open-session", FOXES));
    Instant then = Instant.parse("2026-11-26T12:00:00Z");
    OpenWorkspace.done(
        open.workspace
            .reviews()
            .add(new Review(REVIEW, "Friday", then, List.of(first), 7, Review.Settings.USUAL)));
    OpenWorkspace.done(
        open.workspace
            .reviews()
            .cast(
                REVIEW, CastVote.of(first, "ann", Verdict.TIE, true, Duration.ofSeconds(3), then)));
    OpenWorkspace.done(
        open.workspace
            .batches()
            .create(new Batches.SavedBatch(BATCH, FOXES, "key", "{\"a\": 1}", then, null)));
    OpenWorkspace.done(
        open.workspace
            .batches()
            .settle(BATCH, new Batches.SettledItem(4, first, "{\"failed\": false}")));
    OpenWorkspace.done(
        open.workspace
            .judgings()
            .create(
                new Judgings.SavedJudging(JUDGING, FOXES, "key", "{\"judge\": \"gate/j\"}", then)));
    OpenWorkspace.done(
        open.workspace
            .judgings()
            .put(JUDGING, new Judgings.SavedJudgement(first, "A_FIRST", "{\"verdict\": \"A\"}")));
  }
}
