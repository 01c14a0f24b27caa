package app.diptych.cost;

import app.diptych.cost.PriceBook.Change;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What taking prices into a book would do, told before it is done.
 *
 * @param fresh prices of models that had none
 * @param changed prices that take the place of another
 * @param outdated prices that would not hold, because the book has a later one
 * @param same how many say what the book says
 * @param gone prices of the same source that the new ones no longer have; they stay in the book
 * @param warning what to doubt before they are taken, as a sentence; empty for nothing
 */
public record PriceDiff(
    List<Change> fresh,
    List<Change> changed,
    List<Change> outdated,
    int same,
    List<Price> gone,
    String warning) {
  /** No price moves that far from one day to the next; a wrong unit is a hundred or a million. */
  private static final BigDecimal ABSURD = BigDecimal.valueOf(20);

  /** A model of a gateway, as both are called there. */
  public record Model(String gateway, String name) {}

  public PriceDiff {
    fresh = List.copyOf(fresh);
    changed = List.copyOf(changed);
    outdated = List.copyOf(outdated);
    gone = List.copyOf(gone);
  }

  /** Of several prices for the same model the one that would hold is looked at. */
  public static PriceDiff of(PriceBook book, Collection<Price> more) {
    return of(book, more, List.of());
  }

  /**
   * The same.
   *
   * @param others models that stand beside the prices and are not taken; they are not gone either
   */
  public static PriceDiff of(PriceBook book, Collection<Price> more, Collection<Model> others) {
    List<Price> once = PriceBook.EMPTY.with(more).prices();
    List<Change> fresh = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    List<Change> outdated = new ArrayList<>();
    for (Change change : book.changes(once)) {
      (change.before() == null ? fresh : change.isOutdated() ? outdated : changed).add(change);
    }
    int same = once.size() - fresh.size() - changed.size() - outdated.size();
    String warning = warning(changed, same);
    return new PriceDiff(
        fresh,
        changed,
        outdated,
        same,
        gone(book, once, others),
        warning.isEmpty() ? warning(book, fresh) : warning);
  }

  /** Whether taking them would do anything. */
  public boolean isEmpty() {
    return fresh.isEmpty() && changed.isEmpty();
  }

  /**
   * By how much a rate rose, or fell when it is negative, rounded to a tenth of a per cent.
   *
   * @return empty when there is no share of nothing
   */
  public static Optional<BigDecimal> percent(BigDecimal before, BigDecimal after) {
    return before.signum() == 0
        ? Optional.empty()
        : Optional.of(
            after
                .subtract(before)
                .multiply(BigDecimal.valueOf(100))
                .divide(before, 1, RoundingMode.HALF_UP));
  }

  private static List<Price> gone(PriceBook book, List<Price> more, Collection<Model> others) {
    Set<String> sources = more.stream().map(Price::source).collect(Collectors.toSet());
    Set<String> gateways = new HashSet<>();
    Set<List<String>> there = new HashSet<>();
    for (Price price : more) {
      gateways.add(price.gateway().toLowerCase(Locale.ROOT));
      there.add(key(price));
    }
    others.forEach(model -> there.add(key(model.gateway(), model.name())));
    return book.prices().stream()
        .filter(price -> sources.contains(price.source()))
        .filter(price -> gateways.contains(price.gateway().toLowerCase(Locale.ROOT)))
        .filter(price -> !there.contains(key(price)))
        .toList();
  }

  private static List<String> key(Price price) {
    return key(price.gateway(), price.model());
  }

  private static List<String> key(String gateway, String model) {
    return List.of(gateway.toLowerCase(Locale.ROOT), model);
  }

  private static String warning(List<Change> changed, int same) {
    long absurd = changed.stream().filter(PriceDiff::isAbsurd).count();
    return absurd * 2 > changed.size() + same
        ? ("%d of %d prices known already would be more than %s times as much, or as little: the unit of this"
                + " file is probably another one than it says.")
            .formatted(absurd, changed.size() + same, ABSURD)
        : "";
  }

  /** The same model costs a few times as much at another gateway, and never so many. */
  private static String warning(PriceBook book, List<Change> fresh) {
    Map<String, List<Price>> elsewhere =
        book.prices().stream().collect(Collectors.groupingBy(PriceDiff::name));
    long known = 0;
    long absurd = 0;
    for (Change change : fresh) {
      Price price = change.after();
      List<Price> others =
          elsewhere.getOrDefault(name(price), List.of()).stream()
              .filter(other -> other.currency().equals(price.currency()))
              .toList();
      known += others.isEmpty() ? 0 : 1;
      absurd +=
          !others.isEmpty() && others.stream().allMatch(other -> isAbsurd(other, price)) ? 1 : 0;
    }
    return absurd * 2 > known
        ? ("%d of %d models that are known at other gateways would be more than %s times as much here, or as"
                + " little: the unit of this file is probably another one than it says.")
            .formatted(absurd, known, ABSURD)
        : "";
  }

  /** Without whoever made or serves it, which gateways put before it. */
  private static String name(Price price) {
    String model = price.model().toLowerCase(Locale.ROOT);
    return model.substring(model.lastIndexOf('/') + 1);
  }

  private static boolean isAbsurd(Change change) {
    Price before = change.before();
    return before != null
        && before.currency().equals(change.after().currency())
        && isAbsurd(before, change.after());
  }

  private static boolean isAbsurd(Price one, Price other) {
    return isFar(one.rates().input(), other.rates().input())
        || isFar(one.rates().output(), other.rates().output());
  }

  private static boolean isFar(BigDecimal one, BigDecimal other) {
    return one.signum() > 0
        && other.signum() > 0
        && one.max(other).compareTo(one.min(other).multiply(ABSURD)) > 0;
  }
}
