package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.timing.Amounts;
import app.diptych.timing.Doubt;
import app.diptych.timing.MetricName;
import app.diptych.timing.Moments;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was measured of recorded answers is read without their texts. */
@Timeout(60)
class MeasurementTest {
  private static final MeasurePack.Shared SHARED =
      new MeasurePack.Shared() {
        @Override
        public List<String> tags(String session) {
          return List.of("x");
        }

        @Override
        public String one(String text) {
          return text;
        }
      };

  @TempDir Path home;

  @Test
  void measuresWhatTheAnswerItselfSays() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      String id = open.trial(session, "p", "The red fox runs.", "A fox sleeps.");
      OpenWorkspace.done(open.sessions().tag(session, List.of("b", "a")));
      SavedTrial trial = open.sessions().trial(id).orElseThrow();
      Measurements all = open.workspace.measurements(MeasureQuery.all());
      assertThat(all.answers()).hasSize(2);
      for (MeasuredAnswer measured : all.answers()) {
        Answer answer = trial.answer(measured.side()).orElseThrow();
        assertThat(measured.trial()).isEqualTo(id);
        assertThat(measured.session()).isEqualTo(session);
        assertThat(measured.tags()).containsExactly("a", "b");
        assertThat(measured.startedAt()).isEqualTo(trial.startedAt());
        assertThat(measured.model()).isEqualTo(answer.model());
        assertThat(measured.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(measured.source()).isEqualTo(Usage.Source.COUNTED);
        assertThat(measured.cost()).isEqualTo(new Cost.Local());
        assertThat(measured.gateway()).isEqualTo(MeasuredAnswer.THIS_MACHINE);
        for (MetricName name : MetricName.values()) {
          if (name != MetricName.CHARACTERS_PER_SECOND) {
            assertThat(name.of(measured.metrics())).isEqualTo(name.of(answer.metrics()));
          }
        }
        assertThat(measured.metrics().charactersPerSecond()).isPresent();
        assertThat(measured.marks()).containsExactly(Mark.CONTENDED);
      }
    }
  }

  @Test
  void whatIsRememberedGivesWayToWhatChangedSince() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      open.trial(session, "p", "The red fox runs.", "A fox sleeps.");
      List<MeasuredAnswer> before = open.workspace.measurements(MeasureQuery.all()).answers();
      assertThat(open.workspace.measurements(MeasureQuery.all()).answers()).isEqualTo(before);
      OpenWorkspace.done(open.sessions().tag(session, List.of("later")));
      open.trial(session, "p", "Another one.", "And its other side.");
      assertThat(open.workspace.measurements(MeasureQuery.all()).answers())
          .hasSize(4)
          .allSatisfy(answer -> assertThat(answer.tags()).containsExactly("later"));
      OpenWorkspace.done(open.sessions().delete(session));
      assertThat(open.workspace.measurements(MeasureQuery.all()).answers()).isEmpty();
    }
  }

  @Test
  void tellsHowEachRequestEnded() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      Failure.RateLimited slow = new Failure.RateLimited("Slow down.", "Wait.", null);
      Failure.Unauthorized wrong = new Failure.Unauthorized("No.", "Mend the key.");
      open.trial(
          session,
          "p",
          null,
          Map.of(
              Side.A, open.failing("gw/one", "p", new TextDelta("par"), new Failed(slow)),
              Side.B, open.failing("gw/two", "p", new Failed(wrong))));
      List<MeasuredAnswer> all = open.workspace.measurements(MeasureQuery.all()).answers();
      assertThat(all)
          .extracting(MeasuredAnswer::outcome)
          .containsExactly(Outcome.FAILED, Outcome.REFUSED);
      assertThat(all)
          .extracting(MeasuredAnswer::failure)
          .containsExactly("RateLimited", "Unauthorized");
      assertThat(all.getFirst().metrics().endToEnd()).isEmpty();
      assertThat(all.getFirst().metrics().timeToFirstToken()).isPresent();
    }
  }

  @Test
  void findsBySessionTagModelAndDate() throws Exception {
    try (OpenWorkspace open = open()) {
      String one = open.session("one");
      open.clock.set(Instant.parse("2026-01-05T10:00:00Z"));
      open.trial(one, "p", "a b c", "d");
      String two = open.session("two");
      OpenWorkspace.done(open.sessions().tag(two, List.of("fast")));
      open.clock.set(Instant.parse("2026-03-05T10:00:00Z"));
      open.trial(two, "p", "e f g h", "i");
      Instant february = Instant.parse("2026-02-01T00:00:00Z");

      assertThat(found(open, query(List.of(two), null, null, null, null))).isEqualTo(2);
      assertThat(found(open, query(List.of(one, two), null, null, null, null))).isEqualTo(4);
      assertThat(found(open, query(List.of(), "fast", null, null, null))).isEqualTo(2);
      assertThat(found(open, query(List.of(), "none", null, null, null))).isZero();
      assertThat(found(open, query(List.of(), null, "demo/small", null, null))).isEqualTo(2);
      assertThat(found(open, query(List.of(), null, null, february, null))).isEqualTo(2);
      assertThat(found(open, query(List.of(), null, null, null, february))).isEqualTo(2);
      assertThat(found(open, query(List.of(one), null, null, february, null))).isZero();
      MeasureQuery model = query(List.of(), null, "demo/small", null, null);
      assertThat(open.workspace.measurements(model).answers())
          .as("the other side counts for contention though it was not asked for")
          .allMatch(answer -> answer.marks().contains(Mark.CONTENDED));
      OpenWorkspace.done(open.sessions().delete(two));
      assertThat(found(open, MeasureQuery.all())).isEqualTo(2);
    }
  }

  @Test
  void countsARequestOnceHoweverOftenItsSessionWasCopied() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      open.trial(session, "p", "One two three.", "Four five.");
      String copy = Sessions.newId();
      OpenWorkspace.done(open.sessions().duplicate(session, copy, "copy"));
      Measurements all = open.workspace.measurements(MeasureQuery.all());
      assertThat(all.answers()).hasSize(2);
      assertThat(all.copies()).isEqualTo(2);
      OpenWorkspace.done(open.sessions().delete(session));
      assertThat(found(open, MeasureQuery.all())).isEqualTo(2);
    }
  }

  @Test
  void notesReportedTokensThatAreNotThoseOfTheText() throws Exception {
    try (OpenWorkspace open = open()) {
      String session = open.session("s");
      open.trial(
          session, "p", null, Map.of(Side.A, reporting(open, 40), Side.B, reporting(open, 12)));
      open.settle();
      List<MeasuredAnswer> all = open.workspace.measurements(MeasureQuery.all()).answers();
      assertThat(all.getFirst().metrics().amounts().estimatedTokens()).isEqualTo(12);
      assertThat(all.getFirst().metrics().doubts()).containsExactly(Doubt.TOKENS_DISAGREE);
      assertThat(all.getFirst().metrics().outputTokens()).contains(40);
      assertThat(all.getLast().metrics().doubts()).isEmpty();
      assertThat(all).noneMatch(answer -> answer.marks().contains(Mark.CONTENDED));
      assertThat(all).allMatch(answer -> answer.gateway().equals("gw"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void measuresTheAnswersOfOlderFiles(int version) throws Exception {
    Path file = fixture(version);
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      List<MeasuredAnswer> all = open.workspace.measurements(MeasureQuery.all()).answers();
      SavedTrial first = open.sessions().trials(WorkspaceFixture.FOXES).getFirst();
      assertThat(all).hasSize(7);
      MeasuredAnswer measured = all.getFirst();
      assertThat(measured.trial()).isEqualTo(first.id());
      assertThat(measured.metrics().endToEnd())
          .isPresent()
          .isEqualTo(first.answer(Side.A).orElseThrow().metrics().endToEnd());
      assertThat(measured.metrics().deltas()).isEqualTo(5);
    }
    assertThat(WorkspaceReport.of(file).problems()).isEmpty();
  }

  @Test
  void aDamagedAnswerStaysDamagedWhenItsFileIsBroughtUpToDate() throws Exception {
    Path file = fixture(2);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.run(
          connection, "UPDATE side SET text = 'The red fix runs.' WHERE trial = 1 AND side = 'A'");
    }
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      assertThat(found(open, MeasureQuery.all())).isEqualTo(6);
      assertThatThrownBy(() -> open.sessions().trials(WorkspaceFixture.FOXES))
          .isInstanceOf(WorkspaceException.class);
    }
  }

  @Test
  void refusesAMeasurementThatIsNotWhatWasWritten() throws Exception {
    try (OpenWorkspace open = open()) {
      open.trial(open.session("s"), "p", "One two three.", "Four five.");
      try (Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + open.workspace.file())) {
        Sql.run(
            connection,
            "UPDATE measurement SET facts = CAST(substr(facts, 1, 40) || x'7f' || substr(facts, 42) AS BLOB)");
      }
      assertThat(WorkspaceReport.of(open.workspace.file()).problems()).isNotEmpty();
      assertThatThrownBy(() -> open.workspace.measurements(MeasureQuery.all()))
          .isInstanceOf(WorkspaceException.class);
    }
  }

  @Test
  void packsWithoutLoss() {
    Random random = new Random(17);
    for (int round = 0; round < 400; round++) {
      boolean contended = random.nextBoolean();
      @Nullable Integer estimate = random.nextBoolean() ? null : Integer.valueOf(random.nextInt());
      MeasuredAnswer answer = random(random, estimate, contended);
      MeasuredAnswer again = MeasurePack.unpack(MeasurePack.pack(answer), contended, SHARED);
      assertThat(again).usingRecursiveComparison().ignoringFields("metrics").isEqualTo(answer);
      assertThat(again.metrics().moments()).isEqualTo(answer.metrics().moments());
      assertThat(again.metrics().amounts()).isEqualTo(answer.metrics().amounts());
      assertThat(again.metrics().complete()).isEqualTo(answer.metrics().complete());
    }
  }

  /** What has nothing new stays as the first version wrote it, so both are read. */
  @Test
  void isOfTheFirstVersionWhoseReadersKnowAllOfIt() {
    Random random = new Random(23);
    int metered = 0;
    for (int round = 0; round < 500; round++) {
      MeasuredAnswer answer = random(random, null, false);
      boolean has = answer.cost() instanceof Cost.Local here && here.energy() != null;
      boolean far = !Objects.equals(answer.connect(), answer.reaching());
      metered += has ? 1 : 0;
      assertThat(MeasurePack.pack(answer)[0]).isEqualTo((byte) (far ? 4 : has ? 2 : 1));
    }
    assertThat(metered).isPositive();
  }

  @Test
  void refusesBytesThatAreNoPack() {
    byte[] whole = MeasurePack.pack(random(new Random(1), null, false));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> MeasurePack.unpack(flipped, false, SHARED))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MeasurePack.unpack(torn, false, SHARED))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  // Of a type inside another the check does not see in the compiled class that it may be null.
  @SuppressWarnings("NullAway")
  private static MeasuredAnswer random(
      Random random, @Nullable Integer estimate, boolean contended) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    for (Mark mark : Mark.values()) {
      if (mark == Mark.CONTENDED ? contended : random.nextBoolean()) {
        marks.add(mark);
      }
    }
    Outcome outcome = List.of(Outcome.values()).get(random.nextInt(Outcome.values().length));
    Usage.@Nullable Source source =
        random.nextInt(4) == 0 ? null : List.of(Usage.Source.values()).get(random.nextInt(3));
    @Nullable Duration connect = random.nextBoolean() ? null : Duration.ofNanos(random.nextInt());
    return new MeasuredAnswer(
        "t",
        Side.B,
        "s",
        List.of("x"),
        Instant.EPOCH,
        "gw/m",
        random.nextBoolean(),
        new RequestMetrics(
            new Moments(
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean()),
            new Amounts(
                random.nextBoolean() ? null : Integer.valueOf(random.nextInt()),
                random.nextInt(),
                random.nextBoolean() ? null : Integer.valueOf(random.nextInt()),
                random.nextInt(),
                estimate,
                random.nextInt(),
                random.nextInt(),
                random.nextBoolean(),
                random.nextBoolean()),
            random.nextBoolean()),
        source,
        outcome,
        outcome == Outcome.ANSWERED ? null : "TimedOut",
        switch (random.nextInt(6)) {
          case 0 -> new Cost.Local();
          case 4 -> new Cost.Local(energy(random, random.nextBoolean()), null);
          case 5 ->
              new Cost.Local(
                  energy(random, false),
                  new LocalCharge(
                      Money.of("0.0000" + random.nextLong(Long.MAX_VALUE), "EUR"),
                      random.nextBoolean() ? null : Money.of("0.01", "EUR")));
          case 1 -> Cost.Unpriced.UNKNOWN;
          case 2 -> new Cost.Unpriced("weil \u00fc");
          default ->
              new Cost.Known(
                  Money.of("0." + random.nextLong(Long.MAX_VALUE), "CNY"), random.nextBoolean());
        },
        marks,
        Duration.ofNanos(random.nextLong()),
        Duration.ofNanos(random.nextLong()),
        connect,
        random.nextBoolean() ? connect : Duration.ofNanos(random.nextInt()),
        random.nextBoolean());
  }

  private static Energy energy(Random random, boolean together) {
    return new Energy(
        random.nextLong(Long.MAX_VALUE),
        Duration.ofNanos(random.nextLong(Long.MAX_VALUE)),
        random.nextBoolean() ? "" : "RAPL package-0 \u00fc",
        together);
  }

  private static SideSetup reporting(OpenWorkspace open, int tokens) {
    SideSetup setup =
        open.setup(
            "gw/m",
            "p",
            stage -> {
              stage.say(ScriptedProvider.started(open.clock));
              stage.say(new TextDelta("one two three four five six "));
              stage.say(new TextDelta("seven eight nine ten eleven twelve"));
              stage.say(new UsageReported(new Usage(3, tokens, 0, 0, Usage.Source.REPORTED)));
              stage.say(new Finished(FinishReason.STOP));
            });
    return new SideSetup(setup.model(), false, setup.provider(), setup.request());
  }

  private Path fixture(int version) throws Exception {
    return Files.copy(
        Path.of("src", "test", "resources", "workspace-v" + version + ".db"),
        home.resolve("workspace.db"));
  }

  private OpenWorkspace open() throws Exception {
    return new OpenWorkspace(home.resolve("workspace.db"));
  }

  private static int found(OpenWorkspace open, MeasureQuery query) throws Exception {
    return open.workspace.measurements(query).answers().size();
  }

  private static MeasureQuery query(
      List<String> sessions,
      @Nullable String tag,
      @Nullable String model,
      @Nullable Instant since,
      @Nullable Instant before) {
    return new MeasureQuery(sessions, tag, model, since, before);
  }
}
