package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Rates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs with one file of prices, such as a window and a command. */
class PricesTest {
  private static final LocalDate OLD = LocalDate.of(2026, 11, 1);
  private static final LocalDate NEW = LocalDate.of(2026, 11, 20);

  @TempDir Path home;

  private Path file;
  private Prices window;
  private Prices terminal;

  @BeforeEach
  void open() {
    file = home.resolve("prices.json");
    window = new Prices(file);
    terminal = new Prices(file);
  }

  @Test
  void keepWhatTheOtherTookMeanwhile() throws Exception {
    terminal.take(List.of(price("imported", "1", OLD)));
    assertThat(knows(window, "imported")).isFalse();
    window.lookAgain();
    assertThat(knows(window, "imported")).isTrue();

    terminal.take(List.of(price("another", "1", OLD)));
    window.take(List.of(price("typed", "2", OLD)));
    assertThat(List.of("imported", "another", "typed")).allMatch(name -> knows(window, name));
    assertThat(List.of("imported", "another", "typed"))
        .allMatch(name -> knows(new Prices(file), name));
  }

  @Test
  void takeBackWhatTheyTookAndNothingElse() throws Exception {
    terminal.take(List.of(price("shared", "1", OLD)));
    List<Price> typed = List.of(price("shared", "5", NEW), price("typed", "2", NEW));
    PriceBook before = window.take(typed);
    terminal.take(List.of(price("another", "1", OLD)));
    window.putBack(typed, before);

    Prices after = new Prices(file);
    assertThat(knows(after, "typed")).isFalse();
    assertThat(knows(after, "another")).isTrue();
    assertThat(after.book().find(List.of("gw"), "shared").orElseThrow().date())
        .as("the older price holds again")
        .isEqualTo(OLD);
  }

  @Test
  void writeNothingOverAFileThatTheyCannotRead() throws Exception {
    Files.writeString(file, "{ \"prices\": [ half a");
    Prices other = new Prices(file);
    assertThatThrownBy(() -> other.take(List.of(price("typed", "2", NEW))))
        .isInstanceOf(Prices.Unreadable.class)
        .hasMessageContaining("mend the file, or move it away");
    assertThat(file).hasContent("{ \"prices\": [ half a");
  }

  private static boolean knows(Prices prices, String model) {
    return prices.book().find(List.of("gw"), model).isPresent();
  }

  private static Price price(String model, String input, LocalDate date) {
    return new Price("gw", model, Rates.of(input, "9"), List.of(), "USD", "a page", date);
  }
}
