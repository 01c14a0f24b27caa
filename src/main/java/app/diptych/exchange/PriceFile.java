package app.diptych.exchange;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceDiff;
import app.diptych.cost.PriceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Reads prices: files of our own, LiteLLM's price map (US dollars per token) and Portkey's files
 * (US cents per token, a hundred times as much a number).
 */
public final class PriceFile {
  /** LiteLLM's map has fewer than 3,000. */
  static final int MOST_ENTRIES = 100_000;

  private static final int LOOK_EVERY = 1_024;
  private static final ObjectReader READER =
      Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private PriceFile() {}

  /**
   * What a file of prices holds.
   *
   * @param format how it was understood, for people
   * @param leftOut entries that are no prices per token of text, such as images and embeddings, and
   *     those that cannot be right
   * @param warnings what to doubt, a sentence each
   * @param doubtful those prices that are probably in another unit
   * @param others models that it lists without writing text: their prices are not taken
   */
  public record Prices(
      String format,
      List<Price> prices,
      List<Loss> leftOut,
      List<String> warnings,
      List<Price> doubtful,
      List<PriceDiff.Model> others) {
    public Prices {
      prices = List.copyOf(prices);
      leftOut = List.copyOf(leftOut);
      warnings = List.copyOf(warnings);
      doubtful = List.copyOf(doubtful);
      others = List.copyOf(others);
    }

    /** As they stand in the file, before anybody doubts them. */
    Prices(String format, List<Price> prices, List<Loss> leftOut, List<PriceDiff.Model> others) {
      this(format, prices, leftOut, List.of(), List.of(), others);
    }

    /** Of a file that lists nothing but prices. */
    Prices(String format, List<Price> prices, List<Loss> leftOut) {
      this(format, prices, leftOut, List.of());
    }

    /** What taking them into a book would do. */
    public PriceDiff diff(PriceBook book) {
      return PriceDiff.of(book, prices, others);
    }

    /**
     * Whether the unit of the file is in doubt, and not that of a few of its prices: then nothing
     * of it is taken before somebody says that it is right.
     *
     * @param diff of these with the book
     */
    public boolean isUnitDoubtful(PriceDiff diff) {
      return (!doubtful.isEmpty() && 2 * doubtful.size() >= prices.size())
          || !diff.warning().isEmpty();
    }

    /** All but those that are probably in another unit: a wrong unit is wrong a hundredfold. */
    public List<Price> sure() {
      Set<Price> odd = Set.copyOf(doubtful);
      return prices.stream().filter(price -> !odd.contains(price)).toList();
    }

    private Prices warned(long twice) {
      List<String> more = new ArrayList<>(warnings);
      more.add(
          "%,d %s more than once in the file, and only the last of each was read: which one holds?"
              .formatted(twice, twice == 1 ? "model stands" : "models stand"));
      return new Prices(format, prices, leftOut, more, doubtful, others);
    }
  }

  /**
   * A price as somebody typed it, doubted as one of a file is.
   *
   * @param today no price is known of a later day
   * @throws IllegalArgumentException for one of a day to come, with a sentence
   */
  public static Prices typed(Price price, LocalDate today) {
    if (price.date().isAfter(today)) {
      throw new IllegalArgumentException("Nobody knows the price of " + price.date() + " yet.");
    }
    return PriceDoubts.of(new Prices("typed", List.of(price), List.of()), today);
  }

  /**
   * Reads a file of whatever kind it is. A file that does not say of which day its prices are gets
   * the day it was written.
   *
   * @param today prices of a later day are left out
   * @throws ExchangeException when it is none, with what is wrong
   */
  public static Prices read(Path file, LocalDate today) throws ExchangeException {
    return read(file, today, _ -> {});
  }

  /**
   * The same with news of how far reading has come. An interrupt ends it.
   *
   * @param progress told the share that was read, 0 to 1
   */
  public static Prices read(Path file, LocalDate today, DoubleConsumer progress)
      throws ExchangeException {
    Source source = Source.of(file, progress);
    long twice = requireFewEntries(source);
    source = Source.of(file);
    LocalDate written = source.changedAt().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate day = written.isAfter(today) ? today : written;
    Prices known = PriceDoubts.of(understood(source, day), today);
    return twice == 0 ? known : known.warned(twice);
  }

  private static Prices understood(Source source, LocalDate day) throws ExchangeException {
    String text = source.text();
    JsonNode root;
    try {
      root = READER.readTree(text);
    } catch (JacksonException broken) {
      throw unreadable(source, broken);
    }
    if (root.path("prices").isArray()) {
      return own(text, source);
    }
    for (JsonNode entry : root) {
      if (entry.path("pricing_config").isObject()) {
        return PriceMaps.portkey(root, source.title(), day);
      }
      if (entry.has("litellm_provider")) {
        return PriceMaps.liteLlm(root, day);
      }
    }
    throw new ExchangeException(
        source.name()
            + " holds no prices: LiteLLM's price map, a price file of Portkey and Diptych's own are"
            + " understood.");
  }

  private static Prices own(String text, Source source) throws ExchangeException {
    Losses losses = new Losses();
    List<String> first = new ArrayList<>();
    try {
      List<Price> prices =
          PriceJson.read(
              text.getBytes(StandardCharsets.UTF_8),
              (entry, why) -> {
                if (first.isEmpty()) {
                  first.add(entry + ": " + why);
                }
                losses.add("prices that cannot be right", "The first is " + entry + ": " + why);
              });
      if (prices.isEmpty() && !first.isEmpty()) {
        throw new ExchangeException(source.name() + ": " + first.getFirst());
      }
      return new Prices("Diptych prices", prices, losses.list());
    } catch (IllegalArgumentException wrong) {
      throw new ExchangeException(source.name() + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Before anything is held: a tree of millions of entries would fill the memory.
   *
   * @return how many names at the top stand there again
   */
  private static long requireFewEntries(Source source) throws ExchangeException {
    int entries = 0;
    int tokens = 0;
    long twice = 0;
    Set<String> names = new HashSet<>();
    source.requireAtMost(Source.MOST_TEXT_BYTES);
    try (JsonParser parser = Json.mapper().createParser(source.bytes())) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if ((token == JsonToken.PROPERTY_NAME && depth == 1)
            || (token == JsonToken.START_OBJECT && depth == 2)) {
          entries++;
        }
        if (token == JsonToken.PROPERTY_NAME && depth == 1 && !names.add(parser.currentName())) {
          twice++;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (entries > MOST_ENTRIES) {
          throw new ExchangeException(
              "%s has more than %,d entries, and lists of prices have a few thousand: cut it down to the models you use."
                  .formatted(source.name(), MOST_ENTRIES));
        }
        if (++tokens % LOOK_EVERY == 0 && Thread.currentThread().isInterrupted()) {
          throw new ExchangeException("Reading " + source.name() + " was stopped.");
        }
      }
      return twice;
    } catch (JacksonException broken) {
      throw unreadable(source, broken);
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }

  private static ExchangeException unreadable(Source source, JacksonException broken) {
    return new ExchangeException(
        "There is no readable JSON in " + source.name() + ": " + why(broken), broken);
  }

  /** Where it is broken, and not the parser's own words, which speak of its switches. */
  private static String why(JacksonException broken) {
    if (broken instanceof StreamConstraintsException || broken.getLocation() == null) {
      return String.valueOf(broken.getOriginalMessage());
    }
    return "it is torn or damaged at line %d, column %d."
        .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
  }
}
