package app.diptych.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Rates;
import app.diptych.cost.Tariff;
import app.diptych.cost.Tier;
import app.diptych.timing.NanoClock;
import app.diptych.trial.SteppedClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.PriceDraft.Part;
import app.diptych.ui.settings.PriceImportModel.Preview;
import app.diptych.ui.settings.PriceImportModel.Step;
import app.diptych.ui.settings.PriceModel.Row;
import app.diptych.ui.settings.PriceModel.State;
import app.diptych.ui.settings.PriceModel.Tab;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices, files of them and the tariff without a window. */
class PriceModelTest {
  /** One that stands still: no day ends between a price and its age. */
  private final NanoClock clock = new SteppedClock();

  private final LocalDate today = clock.now().atZone(ZoneId.systemDefault()).toLocalDate();
  private final Desk desk = new Desk();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean atOnce = true;
  private final PriceModel model =
      new PriceModel(
          desk,
          new Background(
              work -> {
                if (atOnce) {
                  work.run();
                } else {
                  waiting.add(work);
                }
              },
              Runnable::run),
          clock,
          Runnable::run);

  @TempDir Path folder;

  /** A book in memory. */
  private final class Desk implements PriceControl {
    private PriceBook book =
        PriceBook.EMPTY.with(
            List.of(
                price("cheap", "1", today.minusDays(3)), price("aged", "2", today.minusDays(91))));
    private @Nullable Tariff tariff;
    private boolean full;

    @Override
    public PriceBook book() {
      return book;
    }

    @Override
    public List<Unpriced> unpriced() {
      return List.of(new Unpriced("gw", "mystery", 3));
    }

    @Override
    public Path fetch(String address) throws IOException {
      throw new IOException("example.com does not give it (HTTP 404).");
    }

    @Override
    public Back take(List<Price> prices) throws IOException {
      if (full) {
        throw new IOException("The prices cannot be kept: check the folder.");
      }
      PriceBook before = book;
      book = book.with(prices);
      return () -> book = before;
    }

    @Override
    public Optional<Tariff> tariff() {
      return Optional.ofNullable(tariff);
    }

    @Override
    public void keep(@Nullable Tariff fresh) {
      tariff = fresh;
    }
  }

  @Test
  void saysWhatIsOldAndWhatHasNoPrice() {
    assertThat(model.stateProperty().get()).isEqualTo(State.LOADING);
    model.refresh();
    assertThat(model.stateProperty().get()).isEqualTo(State.LISTED);
    assertThat(model.rows())
        .extracting(row -> row.model() + ": " + row.note())
        .containsExactly("mystery: unpriced: 3 requests", "aged: old: 91 days", "cheap: ");
    assertThat(model.summaryProperty().get())
        .isEqualTo("2 prices, 1 older than 90 days; 1 model answered without a price.");
    model.wordsProperty().set("UNPRICED");
    assertThat(model.rows()).extracting(Row::model).containsExactly("mystery");
    model.wordsProperty().set("nobody");
    assertThat(model.rows()).isEmpty();
  }

  @Test
  void looksAtAFileThenTakesItAndPutsItBack() throws Exception {
    model.refresh();
    model.imports().open(file("3"));
    assertThat(model.imports().stepProperty().get()).isEqualTo(Step.LOOKING);
    Preview seen = Objects.requireNonNull(model.imports().previewProperty().get());
    assertThat(seen.lines())
        .extracting(line -> line.what() + " " + line.price().model())
        .containsExactly("changed cheap", "new fresh");
    desk.full = true;
    model.imports().take();
    assertThat(model.imports().problemProperty().get()).startsWith("The prices cannot be kept");
    assertThat(model.imports().stepProperty().get())
        .as("it can be tried again")
        .isEqualTo(Step.LOOKING);
    desk.full = false;
    model.imports().take();
    assertThat(model.imports().stepProperty().get()).isEqualTo(Step.ASKING);
    assertThat(model.tabProperty().get()).isEqualTo(Tab.BOOK);
    assertThat(desk.book.prices()).hasSize(3);
    assertThat(Objects.requireNonNull(model.undoProperty().get()).what())
        .isEqualTo("Took 2 prices.");
    model.undo();
    assertThat(desk.book.prices()).hasSize(2);
    assertThat(model.rows()).hasSize(3);
  }

  @Test
  void takesWhatIsInADoubtfulUnitOnlyWhenItIsTold() throws Exception {
    model.refresh();
    PriceImportModel imports = model.imports();
    imports.open(file("3", "15000"));
    assertThat(imports.isTakingProperty().get()).as("the others").isTrue();
    imports.take();
    assertThat(desk.book.prices()).extracting(Price::model).contains("fresh").doesNotContain("odd");
    assertThat(Objects.requireNonNull(model.undoProperty().get()).what())
        .isEqualTo("Took 2 prices.");
    imports.open(file("3", "15000"));
    imports.doubtfulTooProperty().set(true);
    imports.take();
    assertThat(desk.book.prices()).extracting(Price::model).contains("odd");
    assertThat(imports.doubtfulTooProperty().get()).as("for one file").isFalse();

    imports.open(file("300", "4"));
    assertThat(imports.isTakingProperty().get()).as("a hundred times as much").isFalse();
    imports.take();
    assertThat(desk.book.prices())
        .noneMatch(price -> price.rates().input().compareTo(new BigDecimal("300")) == 0);
    imports.doubtfulTooProperty().set(true);
    assertThat(imports.isTakingProperty().get()).isTrue();
  }

  @Test
  void aModelWithoutAPriceIsGivenOneAndItIsPutBack() {
    model.refresh();
    PriceDraft draft = model.draft();
    draft.begin(model.rows().getFirst());
    assertThat(draft.text(Part.MODEL).get()).isEqualTo("mystery");
    draft.save();
    assertThat(draft.problemProperty().get()).startsWith("Say what a million tokens cost");
    draft.text(Part.INPUT).set("0,5");
    draft.text(Part.OUTPUT).set("2");
    draft.save();
    assertThat(draft.problemProperty().get()).contains("\"0,5\" is no number");
    draft.text(Part.INPUT).set("0.5");
    draft.text(Part.CURRENCY).set("cny");
    desk.full = true;
    draft.save();
    assertThat(draft.problemProperty().get()).startsWith("The prices cannot be kept");
    desk.full = false;
    draft.save();
    assertThat(draft.editingProperty().get()).isFalse();
    Price taken = desk.book.find(List.of("gw"), "mystery").orElseThrow();
    assertThat(taken)
        .isEqualTo(
            new Price("gw", "mystery", Rates.of("0.5", "2"), List.of(), "CNY", "you", today));
    model.undo();
    assertThat(desk.book.find(List.of("gw"), "mystery")).isEmpty();
  }

  @Test
  void aPriceThatIsDoubtfulIsTypedTwice() {
    model.refresh();
    PriceDraft draft = model.draft();
    draft.begin(null);
    draft.text(Part.GATEWAY).set("gw");
    draft.text(Part.MODEL).set("per-token");
    draft.text(Part.INPUT).set("0.0000002");
    draft.text(Part.OUTPUT).set("0.0000004");
    draft.save();
    assertThat(draft.problemProperty().get()).contains("is the unit right?");
    assertThat(draft.doubtedProperty().get()).isTrue();
    assertThat(desk.book.find(List.of("gw"), "per-token")).isEmpty();
    draft.text(Part.OUTPUT).set("0.0000003");
    draft.save();
    assertThat(desk.book.find(List.of("gw"), "per-token")).as("another price").isEmpty();
    draft.save();
    assertThat(desk.book.find(List.of("gw"), "per-token")).isPresent();
  }

  @Test
  void whatAFormDoesNotHaveStaysAndAnEarlierPriceIsNotTaken() {
    Price long128 =
        new Price(
            "gw",
            "long",
            Rates.of("1", "2"),
            List.of(new Tier(128_000, Rates.of("2", "4"))),
            "USD",
            "page",
            today.minusDays(100),
            Rates.of("0.5", "1"));
    desk.book = desk.book.with(List.of(long128));
    model.refresh();
    PriceDraft draft = model.draft();
    Row row =
        model.rows().stream().filter(each -> each.model().equals("long")).findFirst().orElseThrow();
    draft.begin(row);
    assertThat(draft.keepsMoreProperty().get()).isTrue();
    draft.text(Part.CURRENCY).set("EUR");
    draft.save();
    assertThat(draft.problemProperty().get()).contains("are in USD");
    draft.text(Part.CURRENCY).set("USD");
    draft.text(Part.INPUT).set("1.1");
    draft.text(Part.DATE).set(today.minusDays(101).toString());
    draft.save();
    assertThat(draft.problemProperty().get()).startsWith("The book has a price of a later day");
    draft.text(Part.DATE).set(today.plusDays(1).toString());
    draft.save();
    assertThat(draft.problemProperty().get()).startsWith("Nobody knows the price of");
    draft.text(Part.DATE).set("");
    draft.save();
    Price taken = desk.book.find(List.of("gw"), "long").orElseThrow();
    assertThat(taken.rates().input()).isEqualByComparingTo("1.1");
    assertThat(taken.tiers()).isEqualTo(long128.tiers());
    assertThat(taken.batch()).isEqualTo(long128.batch());
    assertThat(taken.date()).isEqualTo(today);

    draft.begin(null);
    draft.text(Part.GATEWAY).set("GW");
    draft.text(Part.MODEL).set("long");
    draft.text(Part.INPUT).set("1.2");
    draft.text(Part.OUTPUT).set("2");
    draft.save();
    Price again = desk.book.find(List.of("gw"), "long").orElseThrow();
    assertThat(again.rates().input()).isEqualByComparingTo("1.2");
    assertThat(again.tiers()).as("however the form was begun").isEqualTo(long128.tiers());
  }

  @Test
  void whatWasCancelledWhileItWasSavedClosesNothingElse() {
    model.refresh();
    PriceDraft draft = model.draft();
    draft.begin(model.rows().getFirst());
    draft.text(Part.INPUT).set("1");
    draft.text(Part.OUTPUT).set("2");
    atOnce = false;
    draft.save();
    draft.cancel();
    draft.begin(null);
    waiting.forEach(Runnable::run);
    assertThat(draft.editingProperty().get()).isTrue();
    assertThat(desk.book.find(List.of("gw"), "mystery")).as("it was cancelled").isEmpty();
  }

  @Test
  void aGiantOfANumberIsRefusedAndNotWrittenOut() {
    model.refresh();
    PriceDraft draft = model.draft();
    draft.begin(model.rows().getFirst());
    draft.text(Part.INPUT).set("1e999999999");
    draft.text(Part.OUTPUT).set("2");
    draft.save();
    assertThat(draft.problemProperty().get()).contains("100 digits");
  }

  @Test
  void whatWasCancelledNeverArrives() throws Exception {
    atOnce = false;
    model.imports().open(file("3"));
    assertThat(model.imports().stepProperty().get()).isEqualTo(Step.READING);
    model.imports().cancel();
    waiting.forEach(Runnable::run);
    assertThat(model.imports().stepProperty().get()).isEqualTo(Step.ASKING);
    assertThat(model.imports().previewProperty().get()).isNull();
    assertThat(model.imports().problemProperty().get()).isEmpty();
  }

  @Test
  void saysWhyAFileCannotBeHad() throws Exception {
    model.imports().fetch();
    assertThat(model.imports().problemProperty().get()).startsWith("Paste the https address");
    model.imports().addressProperty().set("https://example.com/prices.json");
    model.imports().fetch();
    assertThat(model.imports().problemProperty().get()).contains("HTTP 404");
    model.imports().open(Files.writeString(folder.resolve("no.json"), "[1]"));
    assertThat(model.imports().problemProperty().get()).contains("no.json holds no prices");
    assertThat(model.imports().stepProperty().get()).isEqualTo(Step.ASKING);
  }

  @Test
  void keepsATariffAndPutsTheOldOneBack() {
    model.refresh();
    TariffModel tariff = model.tariff();
    tariff.save();
    assertThat(tariff.problemProperty().get()).startsWith("Say what a kilowatt-hour costs");
    tariff.text(TariffModel.Part.PER_KWH).set("0.30");
    tariff.save();
    assertThat(tariff.problemProperty().get()).startsWith("Say in which currency");
    tariff.text(TariffModel.Part.CURRENCY).set("eur");
    tariff.text(TariffModel.Part.DATE).set(today.plusDays(1).toString());
    tariff.save();
    assertThat(tariff.problemProperty().get()).startsWith("Nobody knows the tariff of");
    tariff.text(TariffModel.Part.DATE).set("");
    tariff.save();
    assertThat(tariff.problemProperty().get()).isEmpty();
    assertThat(Objects.requireNonNull(desk.tariff).words())
        .isEqualTo("0.3 EUR per kWh (you, %s)".formatted(today));
    tariff.clear();
    assertThat(desk.tariff).isNull();
    model.undo();
    assertThat(desk.tariff).isNotNull();
  }

  private Path file(String input) throws IOException {
    return Files.writeString(
        folder.resolve("fresh.json"),
        """
        {"currency": "USD", "source": "a list", "date": "%s", "prices": [
          {"gateway": "g", "model": "cheap", "input": "%s", "output": "2"},
          {"gateway": "g", "model": "fresh", "input": "1", "output": "2"}]}
        """
            .formatted(today, input));
  }

  /** With one more that costs so much. */
  private Path file(String input, String odd) throws IOException {
    return Files.writeString(
        folder.resolve("fresh.json"),
        """
        {"currency": "USD", "source": "a list", "date": "%s", "prices": [
          {"gateway": "g", "model": "cheap", "input": "%s", "output": "2"},
          {"gateway": "g", "model": "fresh", "input": "1", "output": "2"},
          {"gateway": "g", "model": "odd", "input": "%s", "output": "2"}]}
        """
            .formatted(today, input, odd));
  }

  private static Price price(String model, String input, LocalDate day) {
    return new Price("g", model, Rates.of(input, "2"), List.of(), "USD", "a test", day);
  }
}
