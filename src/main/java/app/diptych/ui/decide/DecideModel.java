package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.PriceBook;
import app.diptych.report.claim.CheckedClaim;
import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimFile;
import app.diptych.report.claim.ClaimSheet;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.claim.OwnMeasurements;
import app.diptych.report.facts.ModelCard;
import app.diptych.report.facts.ModelCards;
import app.diptych.session.MeasureQuery;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What vendors claim beside what was measured, facts about models, what was spent, and whether a
 * change pays.
 */
public final class DecideModel {
  private static final int MOST_BYTES = 4 << 20;

  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<ExchangeRates> rates;
  private final Background background;
  private final NanoClock clock;
  private final ZoneId zone;
  private final CostsModel costs;
  private final RoiDraft roi;
  private final CheckerModel checker;
  private final ReportModel report;
  private final StepsModel steps;
  private final ObservableList<CheckedClaim> claims = FXCollections.observableArrayList();
  private final ObservableList<ModelCard> cards = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Section> section = new SimpleObjectProperty<>(Section.CLAIMS);
  private final ObjectProperty<@Nullable ClaimVerdict> only = new SimpleObjectProperty<>(null);
  private List<CheckedClaim> all = List.of();
  private @Nullable Path file;
  private @Nullable BackgroundWork work;

  /** What is shown of the page. */
  enum Section {
    CLAIMS(toSay("Claims")),
    CHECK(toSay("Check")),
    MODELS(toSay("Models")),
    COSTS(toSay("Costs")),
    RETURN(toSay("Return")),
    REPORT(toSay("Report")),
    STEPS(toSay("Steps"));

    private final String words;

    Section(String words) {
      this.words = words;
    }

    String words() {
      return say(words);
    }
  }

  /** What is known of the claims. */
  enum State {
    LOADING,
    LISTED,
    FAILED
  }

  private record Loaded(List<CheckedClaim> claims, List<ModelCard> cards, String source) {}

  /**
   * @param workspace where answers were recorded, if there is one
   * @param prices the price book as it is when it is asked
   * @param rates between currencies, as they are when it is asked; may block
   * @param zone in which days begin
   * @param reach what is reached besides the workspace
   */
  public DecideModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<PriceBook> prices,
      Supplier<ExchangeRates> rates,
      Background background,
      NanoClock clock,
      ZoneId zone,
      Reach reach) {
    this.workspace = workspace;
    this.background = background;
    this.clock = clock;
    this.zone = zone;
    this.rates = rates;
    this.costs = new CostsModel(workspace, rates, background, clock, zone);
    this.roi = new RoiDraft(prices);
    this.checker = new CheckerModel(workspace, background);
    this.report = new ReportModel(workspace, reach, background, clock);
    report.reportProperty().addListener((_, _, _) -> roi.dropVerdicts());
    this.steps = new StepsModel(workspace, reach, background);
    only.subscribe(this::filter);
  }

  /** The page is about to be seen: what was measured meanwhile counts. */
  public void shown() {
    roi.refresh();
    background.run(rates::get, roi::use, _ -> {});
    costs.refresh();
    report.refresh();
    steps.refresh();
    load(file);
  }

  /** Shows the claims of a file, or says why not; those before stay then. */
  void open(Path chosen) {
    load(chosen);
  }

  /** Shows the claims that come with the program. */
  void openBundled() {
    load(null);
  }

  private void load(@Nullable Path from) {
    if (work != null) {
      work.cancel();
    }
    news.set("");
    work =
        background.run(
            () -> read(from),
            loaded -> {
              file = from;
              all = loaded.claims();
              cards.setAll(loaded.cards());
              source.set(loaded.source());
              summary.set(summary(all));
              state.set(State.LISTED);
              filter();
            },
            fault -> {
              news.set(told(fault));
              state.set(all.isEmpty() ? State.FAILED : State.LISTED);
            });
  }

  private Loaded read(@Nullable Path from) throws Exception {
    List<Claim> read = from == null ? ClaimFile.bundled() : ClaimFile.claims(text(from), today());
    Workspace saved = workspace.get().orElse(null);
    var measured =
        saved == null
            ? List.<app.diptych.report.claim.Measured>of()
            : OwnMeasurements.of(saved.measurements(MeasureQuery.all()).answers(), read);
    return new Loaded(
        ClaimCheck.of(read, measured),
        ModelCards.bundled().all(),
        from == null ? say("the migration playbook") : String.valueOf(from.getFileName()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.now(), zone);
  }

  private static String text(Path from) throws IOException {
    if (Files.size(from) > MOST_BYTES) {
      throw new IOException(from.getFileName() + " is too long for a sheet of claims.");
    }
    try {
      return Files.readString(from);
    } catch (IOException unreadable) {
      throw new IOException(
          from.getFileName() + " cannot be read: choose a JSON or CSV file of claims.", unreadable);
    }
  }

  private void filter() {
    ClaimVerdict wanted = only.get();
    claims.setAll(all.stream().filter(each -> wanted == null || each.verdict() == wanted).toList());
  }

  /** Writes the whole sheet; its ending tells how. */
  void save(Path target) {
    String text = sheet(format(target));
    background.run(
        () -> {
          WholeFile.text(target, text);
          return target;
        },
        written -> news.set(say("Saved as %s.").formatted(written)),
        fault ->
            news.set(
                say("%s was not written: choose another folder (%s).")
                    .formatted(target, told(WholeFile.reason(fault)))));
  }

  private static String summary(List<CheckedClaim> claims) {
    return ClaimSheet.counts(claims).entrySet().stream()
        .map(entry -> entry.getValue() + " " + say(entry.getKey().words()))
        .collect(Collectors.joining(", "));
  }

  /** The whole sheet as a document. */
  String sheet(ClaimSheet.Format format) {
    return ClaimSheet.write(format, all);
  }

  private static ClaimSheet.Format format(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return ClaimSheet.Format.CSV;
    }
    if (name.endsWith(".json")) {
      return ClaimSheet.Format.JSON;
    }
    return name.endsWith(".html") ? ClaimSheet.Format.HTML : ClaimSheet.Format.MARKDOWN;
  }

  CostsModel costs() {
    return costs;
  }

  CheckerModel checker() {
    return checker;
  }

  ReportModel report() {
    return report;
  }

  StepsModel steps() {
    return steps;
  }

  RoiDraft roi() {
    return roi;
  }

  /** The claims shown. */
  ObservableList<CheckedClaim> claims() {
    return claims;
  }

  ObservableList<ModelCard> cards() {
    return cards;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** How many claims have which verdict. */
  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Whose claims they are. */
  ReadOnlyStringProperty sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /** What was done last, or why not; empty when there is nothing to say. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** What shows each panel, by its name for people, in their order. */
  public Map<String, Runnable> ways() {
    Map<String, Runnable> ways = new LinkedHashMap<>();
    for (Section each : Section.values()) {
      ways.put(each.words(), () -> section.set(each));
    }
    return ways;
  }

  ObjectProperty<Section> sectionProperty() {
    return section;
  }

  /** Only claims with that verdict are shown; null for all. */
  ObjectProperty<@Nullable ClaimVerdict> onlyProperty() {
    return only;
  }
}
