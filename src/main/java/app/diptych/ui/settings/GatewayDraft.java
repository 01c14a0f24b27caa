package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.gateway.GatewayLimits;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayTimeouts;
import app.diptych.gateway.KeyBinding;
import app.diptych.gateway.KeySource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The gateway that is being written, as text, until it is saved. */
final class GatewayDraft {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(Duration.ofDays(2).toMillis());

  private final StringProperty id = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty url = new SimpleStringProperty("");
  private final ObjectProperty<KeyKind> kind = new SimpleObjectProperty<>(KeyKind.TYPED);
  private final StringProperty key = new SimpleStringProperty("");
  private final StringProperty variable = new SimpleStringProperty("");
  private final StringProperty requests = new SimpleStringProperty("");
  private final StringProperty tokens = new SimpleStringProperty("");
  private final StringProperty concurrent = new SimpleStringProperty("");
  private final StringProperty connect = new SimpleStringProperty("");
  private final StringProperty firstByte = new SimpleStringProperty("");
  private final StringProperty silence = new SimpleStringProperty("");
  private final StringProperty whole = new SimpleStringProperty("");
  private final StringProperty notes = new SimpleStringProperty("");
  private final ObservableList<PairDraft> aliases = FXCollections.observableArrayList();
  private final ObservableList<PairDraft> headers = FXCollections.observableArrayList();
  private final BooleanProperty fresh = new SimpleBooleanProperty(true);
  private KeyBinding binding = new KeyBinding(new KeySource.None(), "");
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private Values begun = values();

  GatewayDraft() {
    texts().forEach(text -> text.addListener((_, _, _) -> look()));
    kind.addListener((_, _, _) -> look());
    follow(aliases);
    follow(headers);
  }

  private void follow(ObservableList<PairDraft> pairs) {
    pairs.addListener(
        (ListChangeListener<PairDraft>)
            change -> {
              while (change.next()) {
                change
                    .getAddedSubList()
                    .forEach(pair -> {
                      pair.nameProperty().addListener((_, _, _) -> look());
                      pair.valueProperty().addListener((_, _, _) -> look());
                    });
              }
              look();
            });
  }

  private void look() {
    changed.set(!values().equals(begun));
  }

  private void begin() {
    begun = values();
    look();
  }

  /** Everything that is written, to come back to. */
  record Values(
      List<String> texts,
      KeyKind kind,
      List<List<String>> aliases,
      List<List<String>> headers,
      KeyBinding binding,
      boolean fresh) {

    /** Without what is typed, of which a key may be part. */
    @Override
    public String toString() {
      return "Values[" + texts.getFirst() + "]";
    }
  }

  /**
   * Begins with what that profile says and no key typed.
   *
   * @param isNew whether it is no gateway of the user yet
   */
  void show(GatewayProfile profile, boolean isNew) {
    fresh.set(isNew);
    binding = profile.key();
    id.set(profile.id());
    name.set(profile.name());
    url.set(profile.baseUrl().toString());
    key.set("");
    showKey(profile);
    requests.set(text(profile.limits().requestsPerMinute()));
    tokens.set(text(profile.limits().tokensPerMinute()));
    concurrent.set(text(profile.limits().concurrent()));
    connect.set(seconds(profile.timeouts().connect()));
    firstByte.set(seconds(profile.timeouts().firstByte()));
    silence.set(seconds(profile.timeouts().silence()));
    whole.set(seconds(profile.timeouts().whole()));
    notes.set(profile.notes());
    fill(aliases, profile.aliases());
    fill(headers, profile.headers());
    begin();
  }

  /** Begins with nothing but the usual limits. */
  void clear() {
    show(GatewayProfile.of("new", "https://api.example.com/v1"), true);
    id.set("");
    name.set("");
    url.set("");
    variable.set("");
    kind.set(KeyKind.TYPED);
    binding = new KeyBinding(new KeySource.None(), "");
    begin();
  }

  /** Whether something was written since it was shown. */
  ReadOnlyBooleanProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  Values values() {
    return new Values(
        texts().stream().map(text -> Objects.requireNonNullElse(text.get(), "")).toList(),
        kind.get(),
        pairs(aliases),
        pairs(headers),
        binding,
        fresh.get());
  }

  /** Writes again what was written before. */
  void restore(Values values) {
    for (int i = 0; i < values.texts().size(); i++) {
      texts().get(i).set(values.texts().get(i));
    }
    kind.set(values.kind());
    restore(aliases, values.aliases());
    restore(headers, values.headers());
    binding = values.binding();
    fresh.set(values.fresh());
    look();
  }

  private static void restore(ObservableList<PairDraft> drafts, List<List<String>> pairs) {
    drafts.setAll(
        pairs.stream().map(pair -> new PairDraft(pair.getFirst(), pair.getLast())).toList());
  }

  private static List<List<String>> pairs(ObservableList<PairDraft> drafts) {
    return drafts.stream()
        .filter(draft -> !draft.isEmpty())
        .map(draft -> List.of(draft.nameProperty().get(), draft.valueProperty().get()))
        .toList();
  }

  private List<StringProperty> texts() {
    return List.of(
        id,
        name,
        url,
        key,
        variable,
        requests,
        tokens,
        concurrent,
        connect,
        firstByte,
        silence,
        whole,
        notes);
  }

  private void showKey(GatewayProfile profile) {
    KeySource source = profile.key().source();
    variable.set(
        source instanceof KeySource.Environment(String named)
            ? named
            : KeySource.Environment.usual(profile.id()).variable());
    kind.set(
        switch (source) {
          case KeySource.Environment _ -> KeyKind.ENVIRONMENT;
          case KeySource.Keyring _, KeySource.Memory _ -> KeyKind.TYPED;
          case KeySource.None _ -> KeyKind.NONE;
        });
  }

  /**
   * What is written, as a profile.
   *
   * @throws IllegalArgumentException for what cannot be, with a sentence a user can act on
   */
  GatewayProfile read() {
    GatewayProfile plain = GatewayProfile.of(id.get().strip(), url.get());
    return new GatewayProfile(
        plain.id(),
        name.get(),
        plain.baseUrl(),
        binding(plain),
        map(aliases, say("An alias")),
        new GatewayLimits(
            number(say("Requests a minute"), requests.get()),
            number(say("Tokens a minute"), tokens.get()),
            number(say("Requests at once"), concurrent.get())),
        new GatewayTimeouts(
            duration(say("Connect"), connect.get(), GatewayTimeouts.DEFAULTS.connect()),
            duration(say("First byte"), firstByte.get(), GatewayTimeouts.DEFAULTS.firstByte()),
            duration(say("Silence"), silence.get(), GatewayTimeouts.DEFAULTS.silence()),
            duration(say("Whole call"), whole.get(), GatewayTimeouts.DEFAULTS.whole())),
        map(headers, say("A header")),
        notes.get());
  }

  /** The key that was typed, for its taker to zero; null when none was. */
  char @Nullable [] typedKey() {
    return kind.get() == KeyKind.TYPED && !key.get().isBlank() ? key.get().toCharArray() : null;
  }

  /** Where a key that was given before is, so that none has to be typed. */
  boolean hasKeptKey() {
    return binding.source() instanceof KeySource.Keyring
        || binding.source() instanceof KeySource.Memory;
  }

  private KeyBinding binding(GatewayProfile plain) {
    KeySource source =
        switch (kind.get()) {
          case NONE -> new KeySource.None();
          case ENVIRONMENT ->
              variable.get().isBlank()
                  ? KeySource.Environment.usual(plain.id())
                  : new KeySource.Environment(variable.get().strip());
          case TYPED -> {
            if (typedKey() == null && !hasKeptKey()) {
              throw new IllegalArgumentException(
                  say("Type the key, or choose an environment variable or no key."));
            }
            yield hasKeptKey() ? binding.source() : new KeySource.Keyring();
          }
        };
    // A place that is named anew is named for this address.
    boolean same = source.equals(binding.source()) && typedKey() == null && !fresh.get();
    return new KeyBinding(source, same ? binding.origin() : plain.origin(), binding.trustedHost());
  }

  private static void fill(ObservableList<PairDraft> drafts, Map<String, String> pairs) {
    drafts.setAll(
        pairs.entrySet().stream()
            .map(pair -> new PairDraft(pair.getKey(), pair.getValue()))
            .toList());
  }

  private static Map<String, String> map(ObservableList<PairDraft> drafts, String what) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (PairDraft draft : drafts) {
      if (draft.isEmpty()) {
        continue;
      }
      String named = draft.nameProperty().get().strip();
      if (pairs.put(named, draft.valueProperty().get()) != null) {
        throw new IllegalArgumentException(
            say("%s named %s is there twice.").formatted(what, named));
      }
    }
    return pairs;
  }

  private static @Nullable Integer number(String what, String typed) {
    String digits = typed.strip().replaceAll("[,_ ]", "");
    if (digits.isEmpty()) {
      return null;
    }
    if (!digits.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          say("%s must be a whole number of at most 9 digits, or empty for no limit.")
              .formatted(what));
    }
    return Integer.valueOf(digits);
  }

  private static Duration duration(String what, String typed, Duration usual) {
    String digits = typed.strip();
    if (digits.isEmpty()) {
      return usual;
    }
    if (!digits.matches("\\d{1,6}(\\.\\d{1,3})?")) {
      throw new IllegalArgumentException(
          say("%s must be seconds, such as 30 or 0.5, or empty for the usual.").formatted(what));
    }
    return Duration.ofMillis(
        new BigDecimal(digits).multiply(THOUSAND).min(MOST_MILLIS).longValue());
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis())
        .divide(THOUSAND)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String text(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }

  StringProperty idProperty() {
    return id;
  }

  StringProperty nameProperty() {
    return name;
  }

  StringProperty urlProperty() {
    return url;
  }

  ObjectProperty<KeyKind> kindProperty() {
    return kind;
  }

  StringProperty keyProperty() {
    return key;
  }

  StringProperty variableProperty() {
    return variable;
  }

  StringProperty requestsProperty() {
    return requests;
  }

  StringProperty tokensProperty() {
    return tokens;
  }

  StringProperty concurrentProperty() {
    return concurrent;
  }

  StringProperty connectProperty() {
    return connect;
  }

  StringProperty firstByteProperty() {
    return firstByte;
  }

  StringProperty silenceProperty() {
    return silence;
  }

  StringProperty wholeProperty() {
    return whole;
  }

  StringProperty notesProperty() {
    return notes;
  }

  ObservableList<PairDraft> aliases() {
    return aliases;
  }

  ObservableList<PairDraft> headers() {
    return headers;
  }

  /** Whether it is no gateway of the user yet. */
  BooleanProperty freshProperty() {
    return fresh;
  }
}
