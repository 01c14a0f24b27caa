package app.diptych.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What taking prices would do, before it is done. */
class PriceDiffTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  private final PriceBook book =
      PriceBook.EMPTY.with(
          List.of(
              price("kept", "1", "2", DAY),
              price("dearer", "1", "2", DAY),
              price("later", "1", "2", DAY.plusDays(9)),
              price("gone", "1", "2", DAY)));

  @Test
  void tellsWhatIsNewWhatChangedAndWhatIsGone() {
    PriceDiff diff =
        PriceDiff.of(
            book,
            List.of(
                price("kept", "1.0", "2", DAY),
                price("dearer", "1.5", "2", DAY),
                price("later", "9", "9", DAY),
                price("new", "3", "4", DAY)));

    assertThat(diff.fresh()).extracting(change -> change.after().model()).containsExactly("new");
    assertThat(diff.changed())
        .extracting(change -> change.after().model())
        .containsExactly("dearer");
    assertThat(diff.outdated())
        .extracting(change -> change.after().model())
        .containsExactly("later");
    assertThat(diff.gone()).extracting(Price::model).containsExactly("gone");
    assertThat(diff.same()).isEqualTo(1);
    assertThat(diff.warning()).isEmpty();
    assertThat(diff.isEmpty()).isFalse();
    assertThat(PriceDiff.of(book, book.prices()).isEmpty()).isTrue();
  }

  @Test
  void whatIsStillListedWithoutBeingTakenIsNotGone() {
    List<Price> kept = List.of(price("kept", "1", "2", DAY));
    List<PriceDiff.Model> others = List.of(new PriceDiff.Model("G", "gone"));
    assertThat(PriceDiff.of(book, kept, others).gone())
        .extracting(Price::model)
        .containsExactlyInAnyOrder("dearer", "later");
  }

  /** From 1 to 1.5 is half more, from 3 to 2 a third less: 33.3 %. */
  @Test
  void tellsHowMuchARateRoseOrFell() {
    assertThat(PriceDiff.percent(new BigDecimal("1"), new BigDecimal("1.5"))).hasValue(num("50.0"));
    assertThat(PriceDiff.percent(num("3"), num("2"))).hasValue(num("-33.3"));
    assertThat(PriceDiff.percent(num("0"), num("2"))).isEmpty();
  }

  @Test
  void doubtsTheUnitWhenMostPricesChangeAHundredfold() {
    PriceDiff cents =
        PriceDiff.of(
            book,
            List.of(
                price("kept", "100", "200", DAY),
                price("dearer", "100", "200", DAY),
                price("gone", "1", "2", DAY)));
    assertThat(cents.warning()).startsWith("2 of 3 prices known already");
    assertThat(PriceDiff.of(book, List.of(price("new", "900", "900", DAY))).warning()).isEmpty();
  }

  private static BigDecimal num(String number) {
    return new BigDecimal(number);
  }

  private static Price price(String model, String input, String output, LocalDate day) {
    return new Price("g", model, Rates.of(input, output), List.of(), "USD", "a list", day);
  }
}
