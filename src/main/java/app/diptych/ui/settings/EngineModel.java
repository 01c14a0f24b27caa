package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.EngineOption;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.EngineControl.State;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** How local models are run, and which llama-server there is. JavaFX thread only. */
public final class EngineModel {
  private final EngineControl control;
  private final Background background;
  private final EngineDraft draft = new EngineDraft();
  private final ReadOnlyObjectWrapper<@Nullable State> state = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();

  public EngineModel(EngineControl control, Background background) {
    this.control = control;
    this.background = background;
  }

  EngineDraft draft() {
    return draft;
  }

  /** Shows what holds; what was written and not saved is gone. */
  void refresh() {
    look(control::state, true, "");
  }

  /** Asks the program that is written, or looks for one when none is; nothing is kept. */
  void check() {
    String program = draft.server.get().strip();
    look(() -> control.look(program), false, "");
  }

  /** Keeps what is written. */
  void save() {
    EngineSettings written;
    try {
      written = draft.settings();
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
      return;
    }
    String program = draft.server.get().strip();
    look(
        () -> {
          control.keep(written, program);
          return control.state();
        },
        true,
        say("Kept; it holds from the next run on."));
  }

  /**
   * @param all whether the fields show what was found, too
   * @param done told when it went well
   */
  private void look(Callable<State> work, boolean all, String done) {
    looking.set(true);
    problem.set("");
    told.set("");
    background.run(
        work,
        found -> {
          looking.set(false);
          if (all) {
            draft.show(found.settings(), found.server());
          }
          state.set(found);
          told.set(done);
        },
        fault -> {
          looking.set(false);
          problem.set(told(fault));
        });
  }

  /**
   * Why the engine that is chosen does not support an option, as a sentence; empty when it does.
   * With the automatic choice an option is there when one of the engines has it.
   */
  Optional<String> unsupported(EngineOption option) {
    State now = state.get();
    Set<String> listed = now == null ? null : now.options();
    Optional<String> server =
        listed == null
            ? Optional.of(say("llama-server, which has it, was not found"))
            : option.unsupportedByServer(listed);
    Optional<String> embedded = option.unsupportedByEmbedded();
    if (now == null || embedded.isEmpty()) {
      return Optional.empty();
    }
    Wanted wanted = draft.engine.get();
    Optional<String> why =
        switch (wanted) {
          case EMBEDDED -> embedded;
          case LLAMA_SERVER -> server;
          case AUTOMATIC ->
              server.map(reason -> say("%s, and %s").formatted(embedded.get(), reason));
        };
    return why.map(reason -> sentence(option, reason));
  }

  /** Whether the engine is chosen by itself, and the one that has more is not there. */
  boolean wantsMissingServer() {
    State now = state.get();
    return now != null && now.options() == null && draft.engine.get() == Wanted.AUTOMATIC;
  }

  /** What the embedded engine does in the place of that option, as a sentence. */
  String embeddedLacks(EngineOption option) {
    return option.unsupportedByEmbedded().map(reason -> sentence(option, reason)).orElse("");
  }

  private static String sentence(EngineOption option, String reason) {
    return option.label() + ": " + reason + ".";
  }

  /** What was found; null until it was looked for. */
  public ReadOnlyObjectProperty<@Nullable State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why nothing was kept; empty when all is well. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** Whether a program is being asked what it is. */
  public ReadOnlyBooleanProperty lookingProperty() {
    return looking.getReadOnlyProperty();
  }
}
