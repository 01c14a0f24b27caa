package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Sampling;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The sampling values as the user types them; an empty field leaves the choice to the provider. */
public final class SamplingModel {
  private static final String PROVIDERS_OWN = toSay("Provider's own sampling");

  private final StringProperty temperature =
      new SimpleStringProperty(String.valueOf(Sampling.USUAL_TEMPERATURE));
  private final StringProperty topP =
      new SimpleStringProperty(String.valueOf(Sampling.USUAL_TOP_P));
  private final StringProperty maxTokens = new SimpleStringProperty("");
  private final StringProperty seed = new SimpleStringProperty("");
  private final StringProperty stop = new SimpleStringProperty("");
  private final StringBinding summary =
      Bindings.createStringBinding(this::summarise, temperature, topP, maxTokens, seed, stop);
  private final StringBinding problem =
      Bindings.createStringBinding(this::examine, temperature, topP, maxTokens, seed, stop);

  public SamplingModel() {}

  /**
   * The values typed.
   *
   * @throws IllegalArgumentException when one cannot be used, with a sentence that says which
   */
  public Sampling sampling() {
    return new Sampling(
        number(say("Temperature"), temperature, Double::valueOf),
        number("Top-p", topP, Double::valueOf),
        number(say("Max tokens"), maxTokens, Integer::valueOf),
        number(say("Seed"), seed, Long::valueOf),
        stops());
  }

  /** Puts values into the fields. */
  public void set(Sampling values) {
    temperature.set(text(values.temperature()));
    topP.set(text(values.topP()));
    maxTokens.set(text(values.maxTokens()));
    seed.set(text(values.seed()));
    stop.set(String.join("\n", values.stop()));
  }

  private static String text(@Nullable Number value) {
    return value == null ? "" : value.toString();
  }

  /** Puts these values into their fields; one that is absent leaves its field as it is. */
  void show(Sampling values) {
    show(temperature, values.temperature());
    show(topP, values.topP());
    show(maxTokens, values.maxTokens());
    show(seed, values.seed());
    if (!values.stop().isEmpty()) {
      stop.set(String.join("\n", values.stop()));
    }
  }

  /** All fields as they are, for {@link #type}. */
  List<String> typed() {
    return fields().map(StringProperty::get).toList();
  }

  /** Makes all fields what they were. */
  void type(List<String> typed) {
    List<StringProperty> fields = fields().toList();
    for (int i = 0; i < typed.size(); i++) {
      fields.get(i).set(typed.get(i));
    }
  }

  private Stream<StringProperty> fields() {
    return Stream.of(temperature, topP, maxTokens, seed, stop);
  }

  private static void show(StringProperty field, @Nullable Number value) {
    if (value != null) {
      field.set(value.toString());
    }
  }

  /** One stop text a line. */
  private List<String> stops() {
    return Stream.of(stop.get().split("\n")).filter(line -> !line.isEmpty()).toList();
  }

  private static <T> @Nullable T number(
      String name, StringProperty field, Function<String, T> parse) {
    String typed = field.get().strip();
    if (typed.isEmpty()) {
      return null;
    }
    try {
      return parse.apply(typed);
    } catch (NumberFormatException notNumber) {
      throw new IllegalArgumentException(
          say("%s is not a number: %s.").formatted(name, typed), notNumber);
    }
  }

  private String examine() {
    try {
      sampling();
      return "";
    } catch (IllegalArgumentException wrong) {
      return told(wrong);
    }
  }

  /** What cannot be used is never told as if it were. */
  private String summarise() {
    String wrong = examine();
    if (!wrong.isEmpty()) {
      return wrong;
    }
    StringJoiner words = new StringJoiner("  ·  ");
    add(words, "T", temperature);
    add(words, "top-p", topP);
    add(words, say("max"), maxTokens);
    add(words, say("seed"), seed);
    int stops = stops().size();
    if (stops > 0) {
      words.add(String.format(Locale.ROOT, say("%d stop"), stops));
    }
    return words.length() == 0 ? say(PROVIDERS_OWN) : words.toString();
  }

  /** The values of a request in as few words. */
  static String words(Sampling sampling) {
    StringJoiner words = new StringJoiner("  \u00b7  ");
    add(words, "T", sampling.temperature());
    add(words, "top-p", sampling.topP());
    add(words, say("max"), sampling.maxTokens());
    add(words, say("seed"), sampling.seed());
    if (!sampling.stop().isEmpty()) {
      words.add(String.format(Locale.ROOT, say("%d stop"), sampling.stop().size()));
    }
    return words.length() == 0 ? say(PROVIDERS_OWN) : words.toString();
  }

  private static void add(StringJoiner words, String name, @Nullable Number value) {
    if (value != null) {
      words.add(name + " " + value);
    }
  }

  private static void add(StringJoiner words, String name, StringProperty field) {
    if (!field.get().isBlank()) {
      words.add(name + " " + field.get().strip());
    }
  }

  public StringProperty temperatureProperty() {
    return temperature;
  }

  public StringProperty topPProperty() {
    return topP;
  }

  public StringProperty maxTokensProperty() {
    return maxTokens;
  }

  public StringProperty seedProperty() {
    return seed;
  }

  /** Stop texts, one a line. */
  public StringProperty stopProperty() {
    return stop;
  }

  /** All values in a few words; what is wrong with them when they cannot be used. */
  public StringBinding summaryProperty() {
    return summary;
  }

  /** What is wrong with them, empty when nothing is. */
  public StringBinding problemProperty() {
    return problem;
  }
}
