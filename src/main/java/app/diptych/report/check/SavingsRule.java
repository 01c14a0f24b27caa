package app.diptych.report.check;

import app.diptych.report.check.Finding.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes savings again, with the price they are compared to. */
final class SavingsRule {
  static final String NAME = "savings-have-a-denominator";
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:vs\\.?|versus|against|compared (?:to|with)|than|over|below|to)\\s+"
              + "(?<name>[^($\u20ac\u00a3\u00a5]+)"
              + "(?:\\(?\\s*(?<money>[$\u20ac\u00a3\u00a5])\\s*(?<price>\\d+(?:\\.\\d+)?))?"
              + "(?<behind>.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern MINUS = Pattern.compile("[\\s*`~\u2248]*[-\u2212]");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * What the new price may be compared to.
   *
   * @param name the model and what is paid for, for people
   */
  private record Baseline(String key, String name, BigDecimal before, BigDecimal after) {
    BigDecimal percent() {
      BigDecimal share = after.divide(before, MathContext.DECIMAL64);
      return BigDecimal.ONE.subtract(share).multiply(HUNDRED);
    }

    /** For example {@code 1 - 0.42/15 = 97.2 % (output price of Claude Sonnet 4.5)}. */
    String words() {
      return "1 - %s/%s = %s %% (%s)"
          .formatted(
              plain(after),
              plain(before),
              percent().setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString(),
              name);
    }

    private static String plain(BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
  }

  private SavingsRule() {}

  static void check(PublishedFigures figures, Consumer<Finding> found) {
    for (String key : figures.keys()) {
      for (Figure savings : figures.of(key, Measure.SAVINGS)) {
        Matcher named = NAMED.matcher(savings.printed().rest());
        String name = named.find() ? named.group("name").strip() : "";
        List<Baseline> all = baselines(figures, savings);
        if (!name.isEmpty()) {
          List<Baseline> own = own(figures, savings, named, all);
          if (own.isEmpty()) {
            found.accept(uncomputable(figures, savings, named));
          } else {
            named(savings, own, all, found);
          }
        } else if (!all.isEmpty()) {
          unnamed(savings, all, found);
        }
      }
    }
  }

  /** The baselines that the table names itself: with the price it prints, else by that model. */
  private static List<Baseline> own(
      PublishedFigures figures, Figure savings, Matcher named, List<Baseline> all) {
    @Nullable String price = named.group("price");
    String name = named.group("name").strip();
    String key = Figure.key(name);
    List<Baseline> own = new ArrayList<>();
    if (price != null) {
      for (Figure after : prices(figures, savings.key())) {
        if (isSame(after.printed().currency(), Unit.currency(named.group("money")))) {
          own.add(
              new Baseline(
                  key,
                  after.metric().words() + " of " + name,
                  new BigDecimal(price).multiply(tokens(named.group("behind"), after)),
                  after.printed().value()));
        }
      }
    }
    // A price beside the name is mostly that of output; the first one that there is holds.
    return own.isEmpty()
        ? all.stream().filter(baseline -> baseline.key().equals(key)).toList()
        : own.stream().filter(one -> price == null || one.before().signum() > 0).limit(1).toList();
  }

  /** A price is for as many tokens as is said behind it, else for as many as the other one is. */
  private static BigDecimal tokens(String behind, Figure other) {
    return Stream.of(behind, other.cell())
        .filter(Unit::tellsTokens)
        .findFirst()
        .map(Unit::tokens)
        .orElseGet(() -> Unit.tokens(other.label()));
  }

  /** Two currencies that nobody has named may be one. */
  private static boolean isSame(String currency, String other) {
    return currency.isEmpty() || other.isEmpty() || currency.equals(other);
  }

  private static Finding uncomputable(PublishedFigures figures, Figure savings, Matcher named) {
    String name = named.group("name").strip();
    List<Figure> theirs = prices(figures, Figure.key(name));
    String cell = savings.cell().strip();
    String currency =
        named.group("money") != null
            ? Unit.currency(named.group("money"))
            : theirs.isEmpty() ? "" : theirs.getFirst().printed().currency();
    Optional<Figure> own =
        prices(figures, savings.key()).stream()
            .filter(price -> !isSame(price.printed().currency(), currency))
            .findFirst();
    return new Finding(
        Severity.DOUBT,
        NAME,
        savings.subject(),
        List.of(cell),
        own.isPresent()
            ? "\"%s\" cannot be computed again without a rate: %s is in %s and that of %s in %s."
                .formatted(cell, own.get().words(), own.get().printed().currency(), name, currency)
            : "\"%s\" cannot be computed again: no price of %s is in the tables."
                .formatted(cell, name));
  }

  private static void named(
      Figure savings, List<Baseline> own, List<Baseline> all, Consumer<Finding> found) {
    if (own.stream().noneMatch(baseline -> fits(savings, baseline))) {
      found.accept(
          new Finding(
              Severity.CONTRADICTION,
              NAME,
              savings.subject(),
              List.of(savings.cell().strip(), percent(own.getFirst())),
              "\"%s\", but savings are 1 - new/old: %s. %s"
                  .formatted(
                      savings.cell().strip(),
                      own.stream().map(Baseline::words).collect(Collectors.joining(" or ")),
                      fitting(savings, all))));
    }
  }

  private static void unnamed(Figure savings, List<Baseline> all, Consumer<Finding> found) {
    List<Baseline> fitting = all.stream().filter(one -> fits(savings, one)).toList();
    found.accept(
        new Finding(
            fitting.isEmpty() ? Severity.CONTRADICTION : Severity.DOUBT,
            NAME,
            savings.subject(),
            fitting.isEmpty()
                ? List.of(savings.cell().strip())
                : List.of(savings.cell().strip(), percent(fitting.getFirst())),
            "\"%s\" does not say compared to what. %s"
                .formatted(savings.cell().strip(), fitting(savings, all))));
  }

  /**
   * With a minus it may tell that the price fell, or that there are no savings but the contrary.
   */
  private static boolean fits(Figure savings, Baseline baseline) {
    BigDecimal percent = baseline.percent();
    return savings.printed().prints(percent)
        || (MINUS.matcher(savings.cell()).lookingAt()
            && savings.printed().prints(percent.negate()));
  }

  private static String fitting(Figure savings, List<Baseline> all) {
    List<String> fitting =
        all.stream()
            .filter(baseline -> fits(savings, baseline))
            .map(Baseline::words)
            .distinct()
            .limit(4)
            .toList();
    return fitting.isEmpty()
        ? "No price in the tables gives the printed figure."
        : "What would give the printed figure: " + String.join("; ", fitting) + ".";
  }

  /** The prices of all other models, each with the same price of this one. */
  private static List<Baseline> baselines(PublishedFigures figures, Figure savings) {
    List<Baseline> all = new ArrayList<>();
    for (Figure after : prices(figures, savings.key())) {
      for (String key : figures.keys()) {
        for (Figure before : figures.of(key, after.metric().measure())) {
          boolean comparable =
              before.printed().value().signum() > 0
                  && before.printed().currency().equals(after.printed().currency());
          if (!key.equals(savings.key()) && comparable) {
            all.add(
                new Baseline(
                    key,
                    after.metric().words() + " of " + bare(before.subject()),
                    before.printed().value(),
                    after.printed().value()));
          }
        }
      }
    }
    return all.stream().distinct().toList();
  }

  /** Without what stands in brackets. */
  private static String bare(String subject) {
    int bracket = subject.indexOf('(');
    return bracket > 0 ? subject.substring(0, bracket).strip() : subject;
  }

  /** Output first: it is what such tables mostly mean. */
  private static List<Figure> prices(PublishedFigures figures, String key) {
    List<Figure> all = new ArrayList<>(figures.of(key, Measure.OUTPUT_PRICE));
    all.addAll(figures.of(key, Measure.PRICE));
    all.addAll(figures.of(key, Measure.INPUT_PRICE));
    return all;
  }

  private static String percent(Baseline baseline) {
    return baseline.percent().setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " %";
  }
}
