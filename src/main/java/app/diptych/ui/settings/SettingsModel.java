package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayBook.Done;
import app.diptych.gateway.GatewayBook.Doubted;
import app.diptych.gateway.GatewayBook.Entry;
import app.diptych.gateway.GatewayBook.KeyOfAnother;
import app.diptych.gateway.GatewayBook.KeyPlace;
import app.diptych.gateway.GatewayBook.Removed;
import app.diptych.gateway.GatewayBook.Saved;
import app.diptych.gateway.GatewayPreset;
import app.diptych.gateway.GatewayPresets;
import app.diptych.gateway.GatewayProfile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The settings page: which gateways there are, and the one that is being changed. */
public final class SettingsModel {
  private final HealthModel health;
  private final FallbackModel fallback;
  private final BudgetModel budgets;
  private final PriceModel prices;
  private final EngineModel engines;
  private final GatewayBook book;
  private final Background background;
  private final CheckModel check;
  private final GatewayDraft draft = new GatewayDraft();
  private final ObservableList<Entry> gateways = FXCollections.observableArrayList();
  private final ObservableList<GatewayPreset> presets = FXCollections.observableArrayList();
  private final StringProperty words = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Entry> selected = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Undo> undo = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable KeyPlace> place = new ReadOnlyObjectWrapper<>();
  private final StringBinding whyNoCheck =
      Bindings.createStringBinding(
          this::whyNoCheck, draft.freshProperty(), draft.changedProperty());
  private @Nullable GatewayPresets known;

  /** What is known of the gateways. */
  enum State {
    LOADING,
    LISTED,
    FAILED
  }

  /** What is beside the list. */
  enum Shown {
    NOTHING,
    PRESETS,
    EDITOR,
    FALLBACK,
    BUDGETS,
    PRICES,
    ENGINES,
    APPEARANCE,
    KEYS
  }

  /** What was done, with the way back. */
  record Undo(String what, Runnable back) {}

  /**
   * Asked in place before something is saved.
   *
   * @param yes what the button says
   * @param accept saves after all
   */
  record Question(String words, String yes, Runnable accept) {}

  private record Listing(GatewayPresets presets, List<Entry> entries, List<String> unusable) {}

  /**
   * @param watch how the gateways do
   * @param fx runs a task on the JavaFX thread
   */
  public SettingsModel(
      GatewayBook book,
      GatewayWatch watch,
      FallbackModel fallback,
      BudgetModel budgets,
      PriceModel prices,
      EngineModel engines,
      Background background,
      Executor fx) {
    this.book = book;
    this.health = new HealthModel(watch);
    this.fallback = fallback;
    this.budgets = budgets;
    this.prices = prices;
    this.engines = engines;
    this.background = background;
    this.check = new CheckModel(book, background, fx);
    words.subscribe(_ -> search());
    selected.subscribe(entry -> health.show(entry == null ? "" : entry.profile().id()));
  }

  /** What shows each card that is no gateway, by its name for people. */
  public Map<String, Runnable> ways() {
    Map<String, Runnable> ways = new LinkedHashMap<>();
    ways.put(say("Local models"), this::showEngines);
    ways.put(say("Budgets"), this::showBudgets);
    ways.put(say("Prices"), this::showPrices);
    ways.put(say("Fallback policy"), this::showFallback);
    ways.put(say("Appearance"), this::showAppearance);
    ways.put(say("Keys"), this::showKeys);
    return ways;
  }

  /** How the gateway that is shown does. */
  public HealthModel health() {
    return health;
  }

  /** When another model may answer. */
  public FallbackModel fallback() {
    return fallback;
  }

  /** Shows when another model may answer. */
  void showFallback() {
    selected.set(null);
    shown.set(Shown.FALLBACK);
  }

  /** What may be spent, and what is. */
  public BudgetModel budgets() {
    return budgets;
  }

  /**
   * Shows the budgets in the place of a gateway; what was written and not saved can be had back.
   */
  public void showBudgets() {
    leave();
    selected.set(null);
    shown.set(Shown.BUDGETS);
    budgets.refresh();
  }

  /** What models cost, and who says so. */
  PriceModel prices() {
    return prices;
  }

  /** Shows the prices in the place of a gateway. */
  void showPrices() {
    leave();
    selected.set(null);
    shown.set(Shown.PRICES);
    prices.refresh();
    budgets.refresh();
  }

  /** How local models are run. */
  EngineModel engines() {
    return engines;
  }

  /** Shows how local models are run, in the place of a gateway. */
  void showEngines() {
    leave();
    selected.set(null);
    shown.set(Shown.ENGINES);
    engines.refresh();
  }

  /** Shows how the window looks, in the place of a gateway. */
  void showAppearance() {
    leave();
    selected.set(null);
    shown.set(Shown.APPEARANCE);
  }

  /** Shows every key, in the place of a gateway. */
  void showKeys() {
    leave();
    selected.set(null);
    shown.set(Shown.KEYS);
  }

  /** The page is about to be seen. */
  public void shown() {
    health.refresh();
    fallback.refresh();
    budgets.refresh();
    prices.refresh();
    refresh(null, "");
    // Opening a keyring takes a moment, and the list need not wait for it.
    background.run(book::keyPlace, place::set, _ -> {});
  }

  /** Stops what is under way, because the window closes. */
  public void close() {
    check.clear();
  }

  private void refresh(@Nullable String select, String words) {
    background.run(
        () -> new Listing(book.presets(), book.entries(), book.unusable()),
        listing -> {
          listed(listing, select);
          told.set(words);
        },
        fault -> {
          state.set(State.FAILED);
          trouble.set(say("The gateways cannot be read: %s.").formatted(told(fault)));
        });
  }

  private void listed(Listing listing, @Nullable String select) {
    known = listing.presets();
    search();
    Entry before = selected.get();
    String wanted = select != null ? select : before == null ? "" : before.profile().id();
    gateways.setAll(listing.entries());
    trouble.set(listing.unusable().stream().map(Wording::told).collect(Collectors.joining("\n")));
    state.set(State.LISTED);
    Optional<Entry> found =
        gateways.stream().filter(entry -> entry.profile().id().equals(wanted)).findFirst();
    selected.set(found.orElse(null));
    if (select != null) {
      found.ifPresent(this::edit);
    } else if (shown.get() == Shown.NOTHING && !gateways.isEmpty()) {
      edit(gateways.getFirst());
    }
  }

  private void search() {
    GatewayPresets all = known;
    if (all != null) {
      presets.setAll(all.search(words.get()));
    }
  }

  /** Shows the gateway of that id to be changed, once it is known; nothing when there is none. */
  public void showGateway(String id) {
    gateways.stream()
        .filter(entry -> entry.profile().id().equals(id))
        .findFirst()
        .ifPresentOrElse(this::edit, () -> refresh(id, ""));
  }

  /** Shows a gateway to be changed. */
  void edit(Entry entry) {
    leave();
    selected.set(entry);
    draft.show(entry.profile(), false);
    shown.set(Shown.EDITOR);
  }

  /** Shows the well-known gateways to begin from. */
  void choosePreset() {
    leave();
    selected.set(null);
    words.set("");
    shown.set(Shown.PRESETS);
  }

  /**
   * Begins a new gateway.
   *
   * @param preset what to begin from, null for an address of one's own
   */
  void begin(@Nullable GatewayPreset preset) {
    calm();
    if (preset == null) {
      draft.clear();
    } else {
      draft.show(preset.profile(), true);
      // Most have a key at hand rather than a variable.
      if (draft.kindProperty().get() == KeyKind.ENVIRONMENT) {
        draft.kindProperty().set(KeyKind.TYPED);
      }
    }
    shown.set(Shown.EDITOR);
  }

  /** Saves what is written, or says why not, or asks. */
  void save() {
    calm();
    try {
      GatewayProfile profile = draft.read();
      if (draft.freshProperty().get() && isTaken(profile.id())) {
        problem.set(
            say("There is a gateway named %s already: give this one another name.")
                .formatted(profile.id()));
        return;
      }
      save(profile);
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  private void save(GatewayProfile profile) {
    question.set(null);
    char[] key = draft.typedKey();
    background.run(
        () -> book.save(profile, key),
        saved -> saved(profile, saved),
        fault ->
            problem.set(
                fault instanceof IllegalArgumentException
                    ? told(fault)
                    : say("The gateway could not be saved: %s.").formatted(told(fault))));
  }

  private void saved(GatewayProfile profile, Saved saved) {
    switch (saved) {
      case Done(String words, boolean kept) -> {
        draft.keyProperty().set("");
        forgetOtherAddress(profile);
        // It is saved, so nothing is left behind by showing it anew.
        draft.show(profile, false);
        refresh(profile.id(), words.isEmpty() && kept ? say("Saved.") : told(words));
      }
      case Doubted(var doubt) ->
          question.set(
              new Question(
                  say("%s. Somebody who owns it would get your key.").formatted(told(doubt.why())),
                  say("It is right, send the key there"),
                  () -> save(profile.with(profile.key().trusting(doubt.host())))));
      case KeyOfAnother(String origin) ->
          question.set(
              new Question(
                  say("The key was given for %s. Shall it be sent to %s from now on?")
                      .formatted(origin, profile.origin()),
                  say("Use it there too"),
                  () -> save(profile.with(profile.key().to(profile.origin())))));
    }
  }

  /** What was found at one address says nothing about another. */
  private void forgetOtherAddress(GatewayProfile saved) {
    Entry before = selected.get();
    if (before != null
        && before.profile().id().equals(saved.id())
        && !before.profile().baseUrl().equals(saved.baseUrl())) {
      check.clear();
      health.forget(saved.id());
    }
  }

  /** Takes the shown gateway away; it can be put back. */
  void remove() {
    Entry entry = selected.get();
    if (entry == null) {
      return;
    }
    String id = entry.profile().id();
    calm();
    check.clear();
    background.run(
        () -> book.remove(id),
        removed -> {
          removed.ifPresent(back ->
              undo.set(
                  new Undo(
                      say("Removed %s. %s").formatted(id, back.told()).strip(),
                      () -> putBack(id, back))));
          health.forget(id);
          selected.set(null);
          shown.set(Shown.NOTHING);
          refresh(null, "");
        },
        fault -> problem.set(say("The gateway could not be removed: %s.").formatted(told(fault))));
  }

  /** Puts back what was removed last. */
  void undo() {
    Undo offer = undo.get();
    undo.set(null);
    if (offer != null) {
      offer.back().run();
    }
  }

  private void putBack(String id, Removed removed) {
    background.run(
        () -> {
          removed.putBack();
          return true;
        },
        _ -> refresh(id, ""),
        fault -> problem.set(say("It could not be put back: %s.").formatted(told(fault))));
  }

  void forgetUndo() {
    undo.set(null);
  }

  /** Leaves the question unanswered: nothing is saved. */
  void decline() {
    question.set(null);
  }

  /** Checks the gateway as it was saved last, which is told when something else is written. */
  void check() {
    Entry entry = selected.get();
    if (entry == null) {
      return;
    }
    calm();
    if (whyNoCheck.get().isEmpty()) {
      check.run(entry.profile().id());
    } else {
      problem.set(whyNoCheck.get());
    }
  }

  /** Why what is shown cannot be checked, as a sentence; empty when it can. */
  ObservableValue<String> whyNoCheckProperty() {
    return whyNoCheck;
  }

  private String whyNoCheck() {
    if (draft.freshProperty().get()) {
      return say("Save it first.");
    }
    return draft.changedProperty().get()
        ? say("Save it first: what was changed here is not checked before it is saved.")
        : "";
  }

  private boolean isTaken(String id) {
    return gateways.stream().anyMatch(entry -> entry.profile().id().equals(id));
  }

  /** What was written and not saved can be come back to. */
  private void leave() {
    calm();
    check.clear();
    if (shown.get() == Shown.EDITOR && draft.changedProperty().get()) {
      GatewayDraft.Values left = draft.values();
      Entry of = selected.get();
      undo.set(
          new Undo(
              say("Left %s without saving.").formatted(draft.idProperty().get()),
              () -> {
                selected.set(of);
                draft.restore(left);
                shown.set(Shown.EDITOR);
              }));
    }
  }

  private void calm() {
    problem.set("");
    told.set("");
    question.set(null);
  }

  CheckModel checks() {
    return check;
  }

  GatewayDraft draft() {
    return draft;
  }

  ObservableList<Entry> gateways() {
    return gateways;
  }

  ObservableList<GatewayPreset> presets() {
    return presets;
  }

  /** What presets are searched for. */
  StringProperty wordsProperty() {
    return words;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Entry> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Undo> undoProperty() {
    return undo.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Why the last wish was not done, as a sentence. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What is wrong with the settings themselves, a sentence a line. */
  ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** What the last wish came to. */
  ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** Where typed keys are kept; null until that is known. */
  ReadOnlyObjectProperty<@Nullable KeyPlace> placeProperty() {
    return place.getReadOnlyProperty();
  }
}
