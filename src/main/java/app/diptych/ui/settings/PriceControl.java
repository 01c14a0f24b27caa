package app.diptych.ui.settings;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Tariff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The price book and the tariff of this user. Everything here blocks. */
public interface PriceControl {
  /**
   * A model that answered and that nobody gave a price.
   *
   * @param requests how many were asked of it lately
   */
  record Unpriced(String gateway, String model, int requests) {}

  /** The way back to the prices that were there before. */
  interface Back {
    /**
     * @throws IOException when they cannot be kept, with a sentence
     */
    void putBack() throws IOException;
  }

  PriceBook book();

  /** The models that were asked in the last 90 days without a price, and have none now. */
  List<Unpriced> unpriced();

  /**
   * Fetches a public file.
   *
   * @throws IOException when it cannot be had, with a sentence
   */
  Path fetch(String address) throws IOException;

  /**
   * Takes prices into the book.
   *
   * @throws IOException when they cannot be kept, with a sentence
   */
  Back take(List<Price> prices) throws IOException;

  Optional<Tariff> tariff();

  /**
   * @param tariff null for none any more
   * @throws IOException when it cannot be kept, with a sentence
   */
  void keep(@Nullable Tariff tariff) throws IOException;
}
