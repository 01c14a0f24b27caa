package app.diptych.ui.compare;

import app.diptych.prompt.Prompt;
import java.util.List;
import javafx.beans.property.StringProperty;

/**
 * The system prompt and sampling that a prompt of the library brings along. When the next prompt
 * comes they go again, unless the user changed them, and what the user had is back.
 */
final class PromptSettings {
  private final StringProperty system;
  private final SamplingModel sampling;
  private String ownSystem = "";
  private String lentSystem = "";
  private List<String> ownSampling = List.of();
  private List<String> lentSampling = List.of();

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
    if (prompt.sampling() != null) {
      ownSampling = sampling.typed();
      sampling.show(prompt.sampling());
      lentSampling = sampling.typed();
    }
  }

  private void giveBack() {
    if (!lentSystem.isEmpty() && system.get().equals(lentSystem)) {
      system.set(ownSystem);
    }
    if (!lentSampling.isEmpty() && sampling.typed().equals(lentSampling)) {
      sampling.type(ownSampling);
    }
    lentSystem = "";
    lentSampling = List.of();
  }
}
