package app.diptych.ui.settings;

import app.diptych.local.EngineSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How local models are run, and what there is of llama-server. */
public interface EngineControl {
  /**
   * What holds now.
   *
   * @param server where the user says that llama-server is; empty to look for it
   * @param found the llama-server in use with its version; empty when there is none
   * @param problem why there is none, as a sentence; empty when there is
   * @param options what the one in use can be told; null when there is none
   * @param choices which engine each model of this run got and why, in sentences
   */
  record State(
      EngineSettings settings,
      String server,
      String found,
      String problem,
      @Nullable Set<String> options,
      List<String> choices) {
    public State {
      choices = List.copyOf(choices);
    }
  }

  /** Looks for llama-server and asks it what it is; blocks. */
  State state() throws InterruptedException;

  /**
   * The same for a program that is not kept yet; blocks.
   *
   * @param server empty to look for one
   */
  State look(String server) throws InterruptedException;

  /**
   * Keeps what is set; it holds from the next run on. Blocks.
   *
   * @param server where llama-server is, empty to look for it
   * @throws IOException when it cannot be kept, with a sentence
   */
  void keep(EngineSettings settings, String server) throws IOException;
}
