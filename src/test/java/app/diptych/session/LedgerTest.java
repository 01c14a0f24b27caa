package app.diptych.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.cost.Budget;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetState;
import app.diptych.cost.Budgets;
import app.diptych.cost.Cost;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request cost stands in the ledger, whatever becomes of its session. */
@Timeout(60)
class LedgerTest {
  private static final Failure BROKE = new Failure.BrokenStream("Cut.", "Run again.");

  @TempDir Path home;

  @Test
  void keepsWhatEachSideCostWithTheTagsOfThatMoment() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("s");
      OpenWorkspace.done(open.sessions().tag(session, List.of("red", "blue")));
      run(
          open,
          session,
          paid(open, "groq/scout", price("0.11", "34000"), usage(1_000_000, 10)),
          paid(open, "groq/unknown", null, usage(5, 5)));
      OpenWorkspace.done(open.sessions().tag(session, List.of("green")));
      OpenWorkspace.done(open.sessions().delete(session));
      List<LedgerEntry> entries = open.workspace.ledger(LedgerQuery.all());
      assertThat(entries).hasSize(2).allMatch(entry -> "groq".equals(entry.gateway()));
      assertThat(entries).allMatch(entry -> entry.tags().equals(List.of("blue", "red")));
      LedgerEntry a = entry(entries, Side.A);
      assertThat(a.cost()).isEqualTo(new Cost.Known(Money.of("0.45", "USD"), false));
      assertThat(a.outcome()).isEqualTo("Finished");
      assertThat(entry(entries, Side.B).cost()).isEqualTo(Cost.Unpriced.UNKNOWN);
      assertThat(LedgerGroup.TAG.totals(entries, ZoneOffset.UTC))
          .extracting(total -> total.name() + ": " + total.cost().words())
          .containsExactly("blue: at least 0.45 USD", "red: at least 0.45 USD");
      assertThat(LedgerGroup.all(entries).requests()).isEqualTo(2);
    }
  }

  @Test
  void chargesForAnAnswerThatBrokeOffAndNotForOneThatNeverBegan() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Price price = price("1", "2");
      String session = open.session("s");
      run(
          open,
          session,
          asking(
              open,
              "x/m",
              price,
              ScriptedProvider.started(open.clock),
              usage(1_000_000, 0),
              broke()),
          asking(open, "x/m", price, new Failed(new Failure.Overloaded("Full.", "Wait."))));
      Trial cut =
          run(
              open,
              session,
              asking(
                  open,
                  "x/m",
                  price,
                  ScriptedProvider.started(open.clock),
                  new TextDelta("half an answer"),
                  broke()),
              asking(open, "x/m", price, ScriptedProvider.started(open.clock), broke()));
      List<LedgerEntry> entries = open.workspace.ledger(LedgerQuery.all());
      assertThat(entries.getFirst().trial()).isNotEqualTo(cut.id());
      List<LedgerEntry> first =
          entries.stream().filter(entry -> !entry.trial().equals(cut.id())).toList();
      assertThat(entry(first, Side.A).cost())
          .isEqualTo(new Cost.Known(Money.of("1", "USD"), false));
      assertThat(entry(first, Side.B).cost()).isNull();
      List<LedgerEntry> second =
          entries.stream().filter(entry -> entry.trial().equals(cut.id())).toList();
      for (LedgerEntry entry : second) {
        assertThat(entry.outcome()).isEqualTo("BrokenStream");
        assertThat(entry.cost())
            .isInstanceOfSatisfying(
                Cost.Known.class,
                known -> {
                  assertThat(known.estimated()).isTrue();
                  assertThat(known.isAtLeast()).as("the provider may have gone on").isTrue();
                  assertThat(known.money().amount()).isPositive();
                });
      }
    }
  }

  /**
   * A hard cap is kept by the next start of the program, too, and that one knows the ledger only.
   */
  @Test
  void keepsWhatATryThatWasLostCanHaveCost() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Failure gone = new Failure.ConnectionLost("It was cut.", "Run again.");
      Trial trial =
          run(
              open,
              open.session("s"),
              asking(
                  open,
                  "x/m",
                  price("1", "2"),
                  new Retrying(2, Duration.ofMillis(1), gone, true),
                  ScriptedProvider.started(open.clock),
                  new TextDelta("x"),
                  usage(5, 1),
                  new Finished(FinishReason.STOP)),
              paid(open, "y/m", price("1", "2"), usage(1, 1)));
      List<LedgerEntry> entries = open.workspace.ledger(LedgerQuery.all());
      LedgerEntry entry = entry(entries, Side.A);
      assertThat(entry.cost())
          .isEqualTo(trial.answer(Side.A).cost())
          .isInstanceOfSatisfying(
              Cost.Known.class,
              known -> {
                assertThat(known.money()).isEqualTo(Money.of("0.000007", "USD"));
                assertThat(requireNonNull(known.most()).amount())
                    .isGreaterThan(known.money().amount());
              });
      Budget cap =
          new Budget(
              "day",
              new Budget.Scope(Budget.Scope.Kind.GATEWAY, "x"),
              Budget.Period.DAY,
              Money.of("1", "USD"),
              true,
              false);
      BudgetGate next =
          new BudgetGate(
              () -> new Budgets(List.of(cap), ExchangeRates.NONE, null),
              _ -> entries,
              open.clock,
              () -> ZoneOffset.UTC);
      assertThat(next.states())
          .first()
          .extracting(BudgetState::spent)
          .isEqualTo(((Cost.Known) requireNonNull(entry.cost())).most());
    }
  }

  @Test
  void whatAnotherModelAnsweredIsChargedToThatOneAndItsGateway() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      run(
          open,
          open.session("s"),
          instead(open, "x/m", "y/other"),
          instead(open, "x/m", "x/cheaper"));
      List<LedgerEntry> entries = open.workspace.ledger(LedgerQuery.all());
      assertThat(entries).allMatch(entry -> entry.model().equals("x/m"));
      assertThat(LedgerGroup.MODEL.totals(entries, ZoneOffset.UTC))
          .extracting(LedgerGroup.Total::name)
          .containsExactly("x/cheaper", "y/other");
      assertThat(LedgerGroup.GATEWAY.totals(entries, ZoneOffset.UTC))
          .extracting(LedgerGroup.Total::name)
          .containsExactly("x", "y");
    }
  }

  private static SideSetup instead(OpenWorkspace open, String model, String other) {
    Failure busy = new Failure.Overloaded("Busy.", "Wait.");
    return asking(
        open,
        model,
        null,
        new FailedOver(other, busy, false),
        new Started(Origin.gateway(other, null), open.clock.nanos()),
        new TextDelta("x"),
        usage(1, 1),
        new Finished(FinishReason.STOP));
  }

  @Test
  void answersOnlyWhatWasAskedFor() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Price price = price("1", "2");
      Trial trial =
          open.trial(
              open.session("s"),
              "p",
              null,
              Map.of(
                  Side.A, paid(open, "x/m", price, usage(1, 1)),
                  Side.B, open.answering("demo/base", "p", "free")));
      OpenWorkspace.done(open.workspace.note(trial, Set.of("talk")));
      Workspace workspace = open.workspace;
      assertThat(workspace.ledger(new LedgerQuery(null, null, "talk", null, null))).hasSize(2);
      assertThat(workspace.ledger(new LedgerQuery(null, null, "tal", null, null))).isEmpty();
      assertThat(workspace.ledger(new LedgerQuery(null, null, null, "x", null))).hasSize(1);
      assertThat(workspace.ledger(new LedgerQuery(null, null, null, null, "demo/base")))
          .extracting(LedgerEntry::cost)
          .containsExactly(new Cost.Local());
      assertThat(workspace.ledger(LedgerQuery.since(open.clock.now().plusSeconds(60)))).isEmpty();
      assertThat(
              workspace.ledger(
                  new LedgerQuery(null, open.clock.now().plusSeconds(60), null, null, null)))
          .hasSize(2);
    }
  }

  @Test
  void knowsNoCostOfEntriesFromBeforeThereWasOneAndKeepsDamagedOnesDamaged() throws Exception {
    Path file = home.resolve("workspace.db");
    Files.copy(Path.of("src", "test", "resources", "workspace-v3.db"), file);
    try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Sql.run(raw, "UPDATE ledger SET local = 0, model = 'groq/scout'");
      RowSum.teach(raw, true);
      Sql.run(raw, "UPDATE ledger SET sum = row_sum(" + LEDGER_OF_VERSION_3 + ")");
      assertThat(RowSum.damaged(raw)).isEmpty();
      Sql.run(raw, "UPDATE ledger SET outcome = 'Fin1shed' WHERE key = 1");
      assertThat(RowSum.damaged(raw)).containsExactly(Map.entry("ledger", 1L));
    }
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      assertThatThrownBy(() -> open.workspace.ledger(LedgerQuery.all()))
          .isInstanceOf(WorkspaceException.class);
      try (Connection raw = open.writerConnection()) {
        assertThat(RowSum.damaged(raw)).containsExactly(Map.entry("ledger", 1L));
        Sql.run(raw, "DELETE FROM ledger WHERE key = 1");
      }
      assertThat(open.workspace.ledger(LedgerQuery.all()))
          .isNotEmpty()
          .filteredOn(entry -> entry.model().equals("groq/scout"))
          .allMatch(entry -> entry.gateway() != null && entry.gateway().equals("groq"))
          .allMatch(entry -> new Cost.Unpriced(Ledger.TOO_OLD).equals(entry.cost()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tr\0al 12 ü \uD834\uDD1E", "\u001F", "\u001E", "a\u001Fb", " ", "", "-1"})
  void givesBackWhateverIsInARowAndRefusesOneThatWasChanged(String trial) throws Exception {
    @Nullable Object[] odd = {
      -5L, trial, "A", "", null, 0, "Finished", "{}", "g w", "[\"ü\",\"\"]", "0.10", "USD", 1, null
    };
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      try (Connection ours = open.writerConnection()) {
        Sql.update(ours, Ledger.INSERT, odd);
      }
      LedgerEntry entry =
          new LedgerEntry(
              Instant.ofEpochMilli(-5),
              trial,
              "A",
              "",
              null,
              "g w",
              List.of("ü", ""),
              "Finished",
              new Cost.Known(Money.of("0.1", "USD"), true));
      assertThat(open.workspace.ledger(LedgerQuery.all())).containsExactly(entry);
      try (Connection other =
          DriverManager.getConnection("jdbc:sqlite:" + home.resolve("workspace.db"))) {
        for (String column : Ledger.COLUMNS.split(", ", -1)) {
          Object was =
              Sql.first(other, "SELECT " + column + " FROM ledger", Sql::values).orElseThrow()[0];
          Object is = was instanceof Number number ? number.longValue() + 1 : was + "x";
          Sql.update(other, "UPDATE ledger SET " + column + " = ?", is);
          assertThatThrownBy(() -> open.workspace.ledger(LedgerQuery.all()))
              .as(column)
              .isInstanceOf(WorkspaceException.class);
          Sql.update(other, "UPDATE ledger SET " + column + " = ?", was);
        }
      }
      assertThat(open.workspace.ledger(LedgerQuery.all())).containsExactly(entry);
    }
  }

  private static final String LEDGER_OF_VERSION_3 =
      "key, at, trial, side, model, answered_by, local, outcome, usage";

  private static LedgerEntry entry(List<LedgerEntry> entries, Side side) {
    return entries.stream()
        .filter(entry -> entry.side().equals(side.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Trial run(OpenWorkspace open, String session, SideSetup a, SideSetup b)
      throws Exception {
    return open.trial(session, "p", null, Map.of(Side.A, a, Side.B, b));
  }

  private static SideSetup paid(
      OpenWorkspace open, String model, @Nullable Price price, UsageReported usage) {
    return asking(
        open,
        model,
        price,
        ScriptedProvider.started(open.clock),
        new TextDelta("x"),
        usage,
        new Finished(FinishReason.STOP));
  }

  private static SideSetup asking(
      OpenWorkspace open, String model, @Nullable Price price, CompletionEvent... events) {
    SideSetup local = open.failing(model, "p", events);
    return new SideSetup(model, false, local.provider(), local.request(), price);
  }

  private static Failed broke() {
    return new Failed(BROKE);
  }

  private static UsageReported usage(int input, int output) {
    return new UsageReported(new Usage(input, output, 0, 0, Usage.Source.REPORTED));
  }

  private static Price price(String input, String output) {
    return new Price(
        "x", "m", Rates.of(input, output), List.of(), "USD", "a test", LocalDate.of(2026, 1, 1));
  }
}
