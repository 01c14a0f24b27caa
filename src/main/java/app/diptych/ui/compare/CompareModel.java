package app.diptych.ui.compare;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.fx.Background;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The compare page without its nodes: one prompt, two sides, one trial at a time. JavaFX thread
 * only.
 */
public final class CompareModel {
  private final TrialRunner runner;
  private final ModelCatalog catalog;
  private final Background background;
  private final PromptLibrary library;
  private final Gateways gateways;
  private final SideModel a;
  private final SideModel b;
  private final SamplingModel sampling = new SamplingModel();
  private final StringProperty prompt = new SimpleStringProperty("");
  private final StringProperty system = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final VariablesModel variables;
  private final PromptSettings settings;
  private final BooleanBinding running;
  private @Nullable RunningTrial trial;

  public CompareModel(
      TrialRunner runner,
      ModelCatalog catalog,
      PromptLibrary library,
      Gateways gateways,
      Background background,
      SideModel.Mailboxes mailboxes) {
    this.runner = runner;
    this.catalog = catalog;
    this.background = background;
    this.library = library;
    this.gateways = gateways;
    this.a = new SideModel(Side.A, catalog, background, mailboxes);
    this.b = new SideModel(Side.B, catalog, background, mailboxes);
    this.running = Bindings.or(a.runningProperty(), b.runningProperty());
    this.variables = new VariablesModel(system, prompt, background);
    this.settings = new PromptSettings(system, sampling);
    prompt.addListener((_, _, _) -> problem.set(""));
    variables.addListener(() -> problem.set(""));
  }

  /** Sends the prompt to both sides; says why when it cannot. */
  public void run() {
    if (running.get()) {
      return;
    }
    try {
      start(setups());
      problem.set("");
    } catch (IllegalArgumentException wrong) {
      problem.set(String.valueOf(wrong.getMessage()));
    }
  }

  /** Stops both sides. */
  public void stop() {
    if (trial != null) {
      trial.cancel();
    }
  }

  /** Stops one side; the other goes on. */
  public void stop(Side side) {
    if (trial != null && side(side).runningProperty().get()) {
      trial.cancel(side);
    }
  }

  /** Puts a prompt of the library into the editor, with the settings it comes with. */
  public void use(Prompt chosen) {
    settings.take(chosen);
    variables.use(chosen);
    prompt.set(chosen.text());
  }

  private Map<Side, SideSetup> setups() {
    Sampling values = sampling.sampling();
    List<Message> messages = messages();
    // Checked here as well, so that a side without a model does not hide an empty prompt.
    CompletionRequest checked = new CompletionRequest("", messages, values);
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    for (SideModel model : List.of(a, b)) {
      Optional<SideSetup> setup = model.setup(checked.messages(), values);
      setup.ifPresent(found -> setups.put(model.side(), found));
    }
    if (setups.isEmpty()) {
      throw new IllegalArgumentException("Choose a model for side A or B first.");
    }
    return setups;
  }

  private void start(Map<Side, SideSetup> setups) {
    trial = null;
    setups.keySet().forEach(side -> side(side).begin());
    for (SideModel side : List.of(a, b)) {
      if (!setups.containsKey(side.side())) {
        side.forget();
      }
    }
    RunningTrial started = runner.start(setups, new Reporter());
    boolean contended = started.trial().contended();
    setups.keySet().forEach(side -> side(side).follow(started.transcript(side), contended));
    trial = started;
  }

  private List<Message> messages() {
    Blanks.Filled filled = variables.fill();
    List<Message> messages = new ArrayList<>();
    if (!filled.system().isBlank()) {
      messages.add(Message.system(filled.system()));
    }
    messages.add(Message.user(filled.text()));
    return messages;
  }

  /** Carries what happens on the sides' threads to their mailboxes. */
  private final class Reporter implements TrialListener {
    @Override
    public void changed(Side side, SideState state) {
      side(side).post(state);
    }

    @Override
    public void happened(Side side, CompletionEvent event) {
      side(side).post(event);
    }
  }

  /** Output tokens per second of all running sides together; 0 when none runs. */
  public double tokensPerSecond() {
    RunningTrial live = trial;
    if (live == null) {
      return 0;
    }
    return Stream.of(a, b)
        .filter(side -> side.runningProperty().get())
        .flatMap(side -> live.transcript(side.side()).metrics().outputTokensPerSecond().stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /**
   * Whether {@link #tokensPerSecond} counts tokens on every side, and not deltas in their place.
   */
  public boolean tokensKnown() {
    RunningTrial live = trial;
    return live == null
        || Stream.of(a, b)
            .filter(side -> side.runningProperty().get())
            .allMatch(side -> live.transcript(side.side()).tokensKnown());
  }

  public SideModel side(Side side) {
    return side == Side.A ? a : b;
  }

  public StringProperty promptProperty() {
    return prompt;
  }

  public StringProperty systemProperty() {
    return system;
  }

  public SamplingModel sampling() {
    return sampling;
  }

  /** What the prompt asks for before it can be sent. */
  public VariablesModel variables() {
    return variables;
  }

  /** Why nothing was started, empty when there is nothing to say. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public BooleanBinding runningProperty() {
    return running;
  }

  public PromptLibrary library() {
    return library;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  Gateways gateways() {
    return gateways;
  }

  Background background() {
    return background;
  }
}
