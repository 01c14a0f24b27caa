package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.CostScale;
import app.diptych.cost.CostTogether;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.MissingRate;
import app.diptych.exchange.LedgerCsv;
import app.diptych.session.LedgerQuery;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What was spent, out of the ledger: by day, model, gateway or tag. JavaFX thread only. */
final class CostsModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<ExchangeRates> rates;
  private final Background background;
  private final NanoClock clock;
  private final ZoneId zone;
  private final ObjectProperty<LedgerGroup> by = new SimpleObjectProperty<>(LedgerGroup.DAY);
  private final ObjectProperty<Span> span = new SimpleObjectProperty<>(Span.MONTH);
  private final ReadOnlyObjectWrapper<@Nullable Costs> costs = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private List<LedgerEntry> entries = List.of();
  private @Nullable BackgroundWork work;

  /** How far back is looked. */
  enum Span {
    TODAY(toSay("Today"), 0),
    WEEK(toSay("7 days"), 6),
    MONTH(toSay("30 days"), 29),
    ALL(toSay("All time"), -1);

    private final String words;
    private final int days;

    Span(String words, int days) {
      this.words = words;
      this.days = days;
    }

    String words() {
      return say(words);
    }
  }

  /**
   * @param all of everything in the span
   * @param groups its parts
   * @param days its days on which anything was asked, the oldest first
   * @param together what several currencies are as one; null for one, or without rates
   * @param missing the rates without which they are not told as one
   * @param scale how large they are beside each other
   */
  record Costs(
      LedgerGroup.Total all,
      List<LedgerGroup.Total> groups,
      List<LedgerGroup.Total> days,
      @Nullable CostTogether together,
      List<MissingRate> missing,
      CostScale scale) {
    Costs {
      groups = List.copyOf(groups);
      days = List.copyOf(days);
      missing = List.copyOf(missing);
    }
  }

  private record Read(List<LedgerEntry> entries, Costs costs) {}

  /**
   * @param rates between currencies, as they are when it is asked; may block
   */
  CostsModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<ExchangeRates> rates,
      Background background,
      NanoClock clock,
      ZoneId zone) {
    this.workspace = workspace;
    this.rates = rates;
    this.background = background;
    this.clock = clock;
    this.zone = zone;
    by.addListener((_, _, _) -> refresh());
    span.addListener((_, _, _) -> refresh());
  }

  /** Reads the ledger as it is now. */
  void refresh() {
    if (work != null) {
      work.cancel();
    }
    LedgerQuery query = query();
    LedgerGroup group = by.get();
    work =
        background.run(
            () -> read(query, group),
            read -> {
              entries = read.entries();
              costs.set(read.costs());
              news.set("");
            },
            fault -> news.set(say("The ledger cannot be read: %s").formatted(told(fault))));
  }

  private LedgerQuery query() {
    int days = span.get().days;
    return days < 0
        ? LedgerQuery.all()
        : LedgerQuery.since(
            clock.now().atZone(zone).toLocalDate().minusDays(days).atStartOfDay(zone).toInstant());
  }

  private Read read(LedgerQuery query, LedgerGroup group) throws Exception {
    Workspace saved = workspace.get().orElse(null);
    List<LedgerEntry> found = saved == null ? List.of() : saved.ledger(query);
    LedgerGroup.Total all = LedgerGroup.all(found);
    ExchangeRates known = rates.get();
    return new Read(
        found,
        new Costs(
            all,
            group.totals(found, zone),
            LedgerGroup.DAY.totals(found, zone),
            CostTogether.of(all.cost(), known).orElse(null),
            MissingRate.of(all.cost(), known),
            CostScale.of(all.cost(), known)));
  }

  /** Writes every request of the span, one a row. */
  void save(Path target) {
    List<LedgerEntry> rows = entries;
    background.run(
        () -> {
          LedgerCsv.write(rows, target);
          return target;
        },
        written -> news.set(say("Saved as %s.").formatted(written)),
        fault ->
            news.set(
                say("%s was not written: choose another folder (%s).")
                    .formatted(target, told(WholeFile.reason(fault)))));
  }

  ObjectProperty<LedgerGroup> byProperty() {
    return by;
  }

  ObjectProperty<Span> spanProperty() {
    return span;
  }

  /** Null until they were read. */
  ReadOnlyObjectProperty<@Nullable Costs> costsProperty() {
    return costs.getReadOnlyProperty();
  }

  /** What was done last, or why not; empty when there is nothing to say. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }
}
