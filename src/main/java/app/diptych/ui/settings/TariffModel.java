package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Tariff;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.SettingsModel.Undo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What electricity and hardware cost this user, as it is typed. JavaFX thread only. */
final class TariffModel {
  private final PriceControl control;
  private final Background background;
  private final Supplier<LocalDate> today;
  private final Consumer<Undo> offer;
  private final Map<Part, StringProperty> typed = new EnumMap<>(Part.class);
  private final ReadOnlyObjectWrapper<@Nullable Tariff> tariff = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** What is asked for. */
  enum Part {
    PER_KWH(toSay("A kilowatt-hour"), "0.30"),
    CURRENCY(toSay("Currency"), "EUR"),
    HARDWARE(toSay("Hardware an hour"), toSay("optional")),
    SOURCE(toSay("Source"), toSay("my bill")),
    DATE(toSay("Date"), toSay("today"));

    private final String title;
    private final String hint;

    Part(String title, String hint) {
      this.title = title;
      this.hint = hint;
    }

    String title() {
      return say(title);
    }

    String hint() {
      return say(hint);
    }
  }

  /**
   * @param offer takes the way back from what was done
   */
  TariffModel(
      PriceControl control,
      Background background,
      Supplier<LocalDate> today,
      Consumer<Undo> offer) {
    this.control = control;
    this.background = background;
    this.today = today;
    this.offer = offer;
    for (Part part : Part.values()) {
      typed.put(part, new SimpleStringProperty(""));
    }
  }

  /** Reads what holds; what is being typed stays. */
  void refresh() {
    background.run(
        control::tariff,
        found -> {
          Tariff now = found.orElse(null);
          boolean untouched = tariff.get() == null && isBlank();
          tariff.set(now);
          if (untouched) {
            show(now);
          }
        },
        fault -> problem.set(say("The tariff cannot be read: %s").formatted(told(fault))));
  }

  private boolean isBlank() {
    return typed.values().stream().allMatch(text -> text.get().isBlank());
  }

  private void show(@Nullable Tariff now) {
    text(Part.PER_KWH).set(now == null ? "" : now.perKwh().toPlainString());
    text(Part.CURRENCY).set(now == null ? "" : now.currency());
    BigDecimal hardware = now == null ? null : now.hardwarePerHour();
    text(Part.HARDWARE).set(hardware == null ? "" : hardware.toPlainString());
    text(Part.SOURCE).set(now == null ? "" : now.source());
    text(Part.DATE).set(now == null ? "" : now.date().toString());
  }

  void save() {
    try {
      keep(
          Tariff.typed(
              text(Part.PER_KWH).get(),
              text(Part.CURRENCY).get(),
              text(Part.HARDWARE).get(),
              text(Part.SOURCE).get(),
              text(Part.DATE).get(),
              today.get()),
          say("Kept the tariff."));
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  /** Answers of this machine then tell no cost. */
  void clear() {
    keep(null, say("Removed the tariff."));
  }

  private void keep(@Nullable Tariff fresh, String done) {
    Tariff before = tariff.get();
    put(fresh, () -> offer.accept(new Undo(done, () -> put(before, () -> {}))));
  }

  private void put(@Nullable Tariff fresh, Runnable done) {
    problem.set("");
    background.run(
        () -> {
          control.keep(fresh);
          return control.tariff();
        },
        kept -> {
          tariff.set(kept.orElse(null));
          show(kept.orElse(null));
          done.run();
        },
        fault -> problem.set(told(fault)));
  }

  StringProperty text(Part part) {
    return typed.getOrDefault(part, new SimpleStringProperty(""));
  }

  /** What holds; null for none. */
  ReadOnlyObjectProperty<@Nullable Tariff> tariffProperty() {
    return tariff.getReadOnlyProperty();
  }

  /** Why it was not kept; empty when it was. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
