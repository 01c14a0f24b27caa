package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Budgets;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceJson;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import app.diptych.report.PastAnswers;
import app.diptych.report.claim.ClaimSheet;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Surroundings;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality.Standing;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.decide.DecideModel.State;
import app.diptych.ui.decide.RoiDraft.Entry;
import app.diptych.ui.decide.RoiDraft.Outcome;
import app.diptych.ui.fx.Background;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Claims, facts and returns without a window; work is done at once. */
class DecideModelTest {
  @TempDir Path folder;

  private PriceBook book = PriceBook.EMPTY.with(PriceJson.bundled());
  private ExchangeRates rates = ExchangeRates.NONE;

  private final DecideModel model = model(Optional::empty);

  private DecideModel model(Supplier<Optional<Workspace>> workspace) {
    return new DecideModel(
        workspace,
        () -> book,
        () -> rates,
        new Background(Runnable::run, Runnable::run),
        NanoClock.system(),
        ZoneOffset.UTC,
        new Reach(
            new Surroundings(_ -> Optional.empty(), List::of, () -> Budgets.NONE, ZoneOffset.UTC),
            () -> false,
            () -> false,
            _ -> {}));
  }

  @Test
  void withoutAWorkspaceNoStepIsDoneAndThereIsNothingToReport() {
    model.shown();
    assertThat(model.steps().doneProperty().get()).isEmpty();
    assertThat(model.steps().next()).contains(Step.CONNECT);
    assertThat(model.report().stateProperty().get()).isEqualTo(ReportModel.State.NOTHING);
    model.report().make();
    assertThat(model.report().newsProperty().get()).startsWith("Choose one session");
  }

  @Test
  void showsTheBundledClaimsAndWhatIsKnownOfTheModels() {
    model.shown();
    assertThat(model.stateProperty().get()).isEqualTo(State.LISTED);
    assertThat(model.claims()).hasSizeGreaterThan(50);
    assertThat(model.summaryProperty().get()).contains("0 refuted");
    assertThat(model.cards()).anyMatch(card -> !card.exists());
    model.onlyProperty().set(ClaimVerdict.REFUTED);
    assertThat(model.claims()).isEmpty();
    model.onlyProperty().set(null);
    assertThat(model.claims()).hasSizeGreaterThan(50);
  }

  @Test
  void keepsWhatIsShownWhenAFileCannotBeRead() throws Exception {
    model.shown();
    int before = model.claims().size();
    model.open(Files.writeString(folder.resolve("broken.json"), "{\"claims\": [{}]}"));
    assertThat(model.newsProperty().get()).isNotEmpty();
    assertThat(model.claims()).hasSize(before);
    model.open(folder.resolve("gone.csv"));
    assertThat(model.newsProperty().get()).contains("gone.csv");
    assertThat(model.claims()).hasSize(before);

    model.open(
        Files.writeString(
            folder.resolve("mine.csv"),
            "id,subject,metric,value,unit,source,date\na,m,TTFT,50,ms,a vendor,2026-08-21\n"));
    assertThat(model.newsProperty().get()).isEmpty();
    assertThat(model.claims()).hasSize(1);
    assertThat(model.sourceProperty().get()).isEqualTo("mine.csv");
  }

  @Test
  void savesTheSheetAsItsNameSays() throws Exception {
    model.shown();
    for (ClaimSheet.Format format : ClaimSheet.Format.values()) {
      String end =
          switch (format) {
            case MARKDOWN -> "md";
            case CSV -> "csv";
            case HTML -> "html";
            case JSON -> "json";
          };
      Path file = folder.resolve("sheet." + end);
      model.save(file);
      assertThat(file).hasContent(model.sheet(format));
      assertThat(model.newsProperty().get()).contains(file.toString());
    }
    model.save(folder.resolve("no/such/folder.md"));
    assertThat(model.newsProperty().get()).contains("was not written");
  }

  /** The playbook's 100 million tokens a month: 471 USD saved at equal shares, never in 4 hours. */
  @Test
  void computesTheReturnWhileItIsTyped() {
    RoiDraft draft = model.roi();
    draft.refresh();
    assertThat(draft.outcomeProperty().get()).isNull();
    assertThat(draft.problemProperty().get()).isEmpty();
    draft.take(price("gpt-4.1"), true);
    draft.take(price("llama-4-scout"), false);
    Outcome outcome = Objects.requireNonNull(draft.outcomeProperty().get());
    assertThat(outcome.summary().lines())
        .anyMatch(line -> line.value().startsWith("471.00 USD (94.20 % of before)"));
    assertThat(outcome.effects()).isNotEmpty();

    draft.text(Entry.WITHIN).set("4h");
    assertThat(Objects.requireNonNull(draft.outcomeProperty().get()).summary().net().signum())
        .isNegative();
    draft.text(Entry.INPUT_TOKENS).set("many");
    assertThat(draft.outcomeProperty().get()).isNull();
    assertThat(draft.problemProperty().get()).contains("\"many\" is no number of tokens");
    draft.text(Entry.INPUT_TOKENS).set("50M");
    draft.text(Entry.CURRENCY).set("XX");
    assertThat(draft.problemProperty().get()).contains("no currency");
  }

  /** 48 of 120 are 31.7 % to 48.9 % by Wilson. */
  @Test
  void holdsWhatWasMeasuredAgainstTheQualityThresholdThatIsTyped() {
    RoiDraft draft = model.roi();
    draft.refresh();
    draft.take(price("gpt-4.1"), true);
    draft.take(price("llama-4-scout"), false);
    assertThat(outcome(draft).roi().assumed().quality()).isNull();

    draft.text(Entry.QUALITY).set("45 %");
    assertThat(standing(draft)).isEqualTo(Standing.NOT_MEASURED);
    draft.text(Entry.VERDICTS).set("42/12/66");
    assertThat(standing(draft)).isEqualTo(Standing.NOT_KNOWN);
    draft.text(Entry.QUALITY).set("50");
    assertThat(standing(draft)).isEqualTo(Standing.NOT_MET);
    draft.text(Entry.QUALITY).set("30");
    assertThat(standing(draft)).isEqualTo(Standing.MET);
    assertThat(outcome(draft).summary().lines())
        .anyMatch(line -> line.value().endsWith(", and the quality threshold is met"));

    draft.text(Entry.CHECKS).set("48/120");
    assertThat(draft.outcomeProperty().get()).isNull();
    assertThat(draft.problemProperty().get()).isEqualTo("Give verdicts or checks, not both.");
    draft.text(Entry.VERDICTS).set("");
    assertThat(standing(draft)).isEqualTo(Standing.MET);
    draft.text(Entry.QUALITY).set("0.5");
    assertThat(draft.problemProperty().get()).contains("\"0.5\" may be 0.5 % or 50 %");
    draft.text(Entry.QUALITY).set("101");
    assertThat(draft.problemProperty().get()).contains("above 0 and at most 100 per cent");
    draft.text(Entry.QUALITY).set("45");
    draft.text(Entry.CHECKS).set("130/120");
    assertThat(draft.problemProperty().get())
        .isEqualTo("Checks passed / all: 130 of 120 checks cannot be.");
    draft.text(Entry.QUALITY).set("");
    assertThat(draft.problemProperty().get())
        .as("a slip is told without a threshold too")
        .isEqualTo("Checks passed / all: 130 of 120 checks cannot be.");
    draft.text(Entry.CHECKS).set("48/120");
    assertThat(outcome(draft).roi().assumed().quality()).isNull();
    assertThat(outcome(draft).unasked()).isTrue();
    draft.text(Entry.CHECKS).set("");
    assertThat(outcome(draft).unasked()).isFalse();

    draft.takeVerdicts(null);
    assertThat(draft.newsProperty().get()).startsWith("Make a report first");
  }

  /** The session compares Scout, which is A, with Qwen. */
  @Test
  @Timeout(120)
  void takesTheVerdictsOfAReportForTheModelThatIsGoneToUntilAModelOrTheReportChanges()
      throws Exception {
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace =
        Workspace.open(
            folder.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system())) {
      workspace.sessions().add(PastAnswers.session(0)).get(60, TimeUnit.SECONDS);
      DecideModel decide = model(() -> Optional.of(workspace));
      decide.shown();
      RoiDraft draft = decide.roi();
      decide.report().choose(List.copyOf(decide.report().sessions()));
      decide.report().make();
      DecisionReport report =
          Objects.requireNonNull(
              decide.report().reportProperty().get(), decide.report().newsProperty().get());
      MeasuredQuality ofA = Objects.requireNonNull(report.wonByA().measured());
      MeasuredQuality ofB = Objects.requireNonNull(report.wonByB().measured());
      StringProperty verdicts = draft.text(Entry.VERDICTS);

      draft.takeVerdicts(report);
      assertThat(verdicts.get()).isEqualTo(ofB.typed());
      assertThat(draft.newsProperty().get())
          .isEqualTo(
              "Taken from the report: holysheep/qwen3-235b against holysheep/llama-4-scout.");

      draft.take(price("llama-4-scout", decide), false);
      assertThat(verdicts.get()).isEmpty();
      assertThat(draft.newsProperty().get()).startsWith("The verdicts of the report were removed");
      draft.takeVerdicts(report);
      assertThat(verdicts.get()).isEqualTo(ofA.typed());
      assertThat(draft.newsProperty().get())
          .endsWith("llama-4-scout against holysheep/qwen3-235b.");
      draft.take(price("llama-4-scout", decide), false);
      assertThat(verdicts.get()).as("the same model again").isEqualTo(ofA.typed());

      decide.report().make();
      assertThat(verdicts.get()).as("of a report that is gone").isEmpty();

      draft.take(price("gpt-4.1", decide), true);
      draft.takeVerdicts(report);
      assertThat(verdicts.get()).isEmpty();
      assertThat(draft.newsProperty().get())
          .isEqualTo(
              "The report compares holysheep/llama-4-scout and holysheep/qwen3-235b, not the models chosen here.");
    } finally {
      writer.shutdown();
    }
  }

  private static Outcome outcome(RoiDraft draft) {
    return Objects.requireNonNull(draft.outcomeProperty().get());
  }

  private static Standing standing(RoiDraft draft) {
    return Objects.requireNonNull(outcome(draft).roi().assumed().quality()).standing();
  }

  /** 1 CNY = 0.14 USD: 14 and 28 CNY are 1.96 and 3.92 USD; above 1k tokens twice as much. */
  @Test
  void takesTiersCacheAndCurrencyFromThePriceBook() {
    Price yuan =
        new Price(
            "gw",
            "yuan",
            new Rates(new BigDecimal("14"), new BigDecimal("28"), new BigDecimal("7"), null),
            List.of(
                new Tier(
                    1_000,
                    new Rates(
                        new BigDecimal("28"), new BigDecimal("56"), new BigDecimal("14"), null))),
            "CNY",
            "a test",
            LocalDate.of(2026, 11, 1));
    book = book.with(List.of(yuan));
    model.shown();
    RoiDraft draft = model.roi();
    draft.take(price("gpt-4.1"), true);
    draft.take(price("yuan"), false);
    assertThat(draft.text(Entry.TIERS_AFTER).get()).isEqualTo("1000: 28/56/14");
    assertThat(draft.problemProperty().get())
        .startsWith("Prices in CNY and a result in USD cannot be compared without a rate");
    rates =
        ExchangeRates.NONE.with(
            new ExchangeRate(
                "CNY", "USD", new BigDecimal("0.14"), "ECB", LocalDate.of(2026, 11, 2)));
    model.shown();
    draft.text(Entry.INPUT_TOKENS).set("1M");
    draft.text(Entry.OUTPUT_TOKENS).set("1M");
    draft.text(Entry.CACHED_SHARE).set("50");
    Outcome outcome = Objects.requireNonNull(draft.outcomeProperty().get());
    // 2k tokens a prompt: 0.5M x 28 + 0.5M x 14 + 1M x 56 = 77 CNY = 10.78 USD
    assertThat(outcome.roi().costAfter()).isEqualByComparingTo("10.78");
    assertThat(outcome.rates()).containsExactly("1 CNY = 0.14 USD (ECB, 2026-11-02)");
    assertThat(outcome.summary().notes())
        .anyMatch(note -> note.startsWith("After, a prompt of 2,000 tokens pays"));
    draft.text(Entry.PROMPT_TOKENS).set("1k");
    // the usual prices hold up to 1,000: 0.5M x 14 + 0.5M x 7 + 1M x 28 = 38.5 CNY = 5.39 USD
    assertThat(Objects.requireNonNull(draft.outcomeProperty().get()).roi().costAfter())
        .isEqualByComparingTo("5.39");
    draft.text(Entry.TIERS_AFTER).set("much: 1/2");
    assertThat(draft.problemProperty().get()).contains("\"much\" is no number of tokens");
  }

  private Price price(String name) {
    return price(name, model);
  }

  private static Price price(String name, DecideModel of) {
    return of.roi().known().stream()
        .filter(each -> each.model().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
