package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Price;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.PriceControl.Unpriced;
import app.diptych.ui.settings.SettingsModel.Undo;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The price book as it is shown, with what has no price and what is old. JavaFX thread only. */
public final class PriceModel {
  /** Prices change every few months: a quarter of a year is worth a look at the price page. */
  static final int OLD_DAYS = 90;

  private final PriceControl control;
  private final Background background;
  private final NanoClock clock;
  private final PriceImportModel imports;
  private final PriceDraft draft;
  private final TariffModel tariff;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.BOOK);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Undo> undo = new ReadOnlyObjectWrapper<>();
  private List<Row> all = List.of();

  /** What is known of the book. */
  enum State {
    LOADING,
    LISTED,
    FAILED
  }

  /** What is shown of the panel. */
  enum Tab {
    BOOK(toSay("Price book")),
    IMPORT(toSay("Import")),
    RATES(toSay("Rates and tariff"));

    private final String title;

    Tab(String title) {
      this.title = title;
    }

    String title() {
      return say(title);
    }
  }

  /**
   * One model at one gateway.
   *
   * @param price null when nobody gave it one
   * @param note what to know about it, empty for nothing
   */
  record Row(String gateway, String model, @Nullable Price price, String note) {}

  /**
   * @param clock tells how old a price is
   * @param fx runs a task on the JavaFX thread
   */
  public PriceModel(PriceControl control, Background background, NanoClock clock, Executor fx) {
    this.control = control;
    this.background = background;
    this.clock = clock;
    this.imports = new PriceImportModel(control, background, this::today, fx, this::took);
    this.draft = new PriceDraft(control, background, this::today, this::took);
    this.tariff = new TariffModel(control, background, this::today, undo::set);
    words.subscribe(_ -> filter());
  }

  private LocalDate today() {
    return clock.now().atZone(ZoneId.systemDefault()).toLocalDate();
  }

  /** Reads the book as it is now. */
  void refresh() {
    tariff.refresh();
    LocalDate day = today();
    background.run(
        () -> read(day),
        read -> {
          all = read;
          state.set(State.LISTED);
          problem.set("");
          summarise();
          filter();
        },
        fault -> {
          problem.set(say("The prices cannot be read: %s").formatted(told(fault)));
          state.set(all.isEmpty() ? State.FAILED : State.LISTED);
        });
  }

  private List<Row> read(LocalDate day) {
    List<Row> read = new ArrayList<>();
    for (Unpriced one : control.unpriced()) {
      read.add(
          new Row(
              one.gateway(),
              one.model(),
              null,
              say("unpriced: %,d %s")
                  .formatted(
                      one.requests(), one.requests() == 1 ? say("request") : say("requests"))));
    }
    control.book().prices().stream()
        .sorted(Comparator.comparing(Price::gateway).thenComparing(Price::model))
        .forEach(price -> {
          long age = ChronoUnit.DAYS.between(price.date(), day);
          String note = age > OLD_DAYS ? say("old: %,d days").formatted(age) : "";
          read.add(new Row(price.gateway(), price.model(), price, note));
        });
    return List.copyOf(read);
  }

  private void summarise() {
    long priced = all.stream().filter(row -> row.price() != null).count();
    long old = all.stream().filter(row -> row.price() != null && !row.note().isEmpty()).count();
    long unpriced = all.size() - priced;
    StringBuilder text = new StringBuilder(many(priced, say("%,d price"), say("%,d prices")));
    if (old > 0) {
      text.append(say(", %,d older than %d days").formatted(old, OLD_DAYS));
    }
    if (unpriced > 0) {
      text.append(
          say("; %s answered without a price")
              .formatted(many(unpriced, say("%,d model"), say("%,d models"))));
    }
    summary.set(text + ".");
  }

  private static String many(long count, String one, String several) {
    return (count == 1 ? one : several).formatted(count);
  }

  private void filter() {
    String wanted = words.get().strip().toLowerCase(Locale.ROOT);
    rows.setAll(
        all.stream()
            .filter(row ->
                "%s/%s %s %s"
                    .formatted(
                        row.gateway(),
                        row.model(),
                        row.price() == null ? "" : row.price().source(),
                        row.note())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
            .toList());
  }

  private void took(int count, PriceControl.Back back) {
    undo.set(
        new Undo(
            say("Took %s.").formatted(many(count, say("%,d price"), say("%,d prices"))),
            () -> putBack(back)));
    tab.set(Tab.BOOK);
    refresh();
  }

  private void putBack(PriceControl.Back back) {
    background.run(
        () -> {
          back.putBack();
          return true;
        },
        _ -> refresh(),
        fault -> problem.set(told(fault)));
  }

  /** Takes the last change back. */
  void undo() {
    Undo offer = undo.get();
    undo.set(null);
    if (offer != null) {
      offer.back().run();
    }
  }

  void forgetUndo() {
    undo.set(null);
  }

  PriceImportModel imports() {
    return imports;
  }

  /** The price that is typed. */
  PriceDraft draft() {
    return draft;
  }

  TariffModel tariff() {
    return tariff;
  }

  /** The rows that have the words. */
  ObservableList<Row> rows() {
    return rows;
  }

  /** What is searched for. */
  StringProperty wordsProperty() {
    return words;
  }

  ObjectProperty<Tab> tabProperty() {
    return tab;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** How many prices there are, how many are old, and what has none. */
  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Why the last wish was not done; empty when it was. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Undo> undoProperty() {
    return undo.getReadOnlyProperty();
  }
}
