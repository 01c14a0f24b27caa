package app.diptych.ui.compare;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import java.util.List;
import javafx.beans.property.StringProperty;

/**
 * The system prompt and sampling that a prompt of the library brings along, and the sampling of a
 * saved trial that is shown. When the next prompt or trial comes they go again, unless the user
 * changed them, and what the user had is back; the sampling of a trial goes with its session, too.
 */
final class PromptSettings {
  private final StringProperty system;
  private final SamplingModel sampling;
  private String ownSystem = "";
  private String lentSystem = "";
  private List<String> ownSampling = List.of();
  private List<String> lentSampling = List.of();
  private boolean ofTrial;

  PromptSettings(StringProperty system, SamplingModel sampling) {
    this.system = system;
    this.sampling = sampling;
  }

  void take(Prompt prompt) {
    giveBack();
    if (!prompt.system().isBlank()) {
      ownSystem = system.get();
      lentSystem = prompt.system();
      system.set(lentSystem);
    }
    Sampling its = prompt.sampling();
    if (its != null) {
      lend(() -> sampling.show(its));
    }
  }

  /** A saved trial is shown, with the sampling it was asked with. */
  void show(Sampling ofIt) {
    giveSamplingBack();
    lend(() -> sampling.set(ofIt));
    ofTrial = true;
  }

  /** Another session begins; a prompt of the library keeps what it came with. */
  void startNew() {
    if (ofTrial) {
      giveSamplingBack();
    }
  }

  private void lend(Runnable put) {
    ownSampling = sampling.typed();
    put.run();
    lentSampling = sampling.typed();
  }

  private void giveBack() {
    if (!lentSystem.isEmpty() && system.get().equals(lentSystem)) {
      system.set(ownSystem);
    }
    lentSystem = "";
    giveSamplingBack();
  }

  private void giveSamplingBack() {
    if (!lentSampling.isEmpty() && sampling.typed().equals(lentSampling)) {
      sampling.type(ownSampling);
    }
    lentSampling = List.of();
    ofTrial = false;
  }
}
