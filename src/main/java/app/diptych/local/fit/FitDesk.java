package app.diptych.local.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of this machine whether models fit on it, as they would be loaded. */
public interface FitDesk {
  /**
   * Looks whether a model fits, in the engine that would run it; takes as long as that engine takes
   * to tell its devices.
   *
   * @param file its first file; null for a model that is not here
   * @param context tokens of context; null for what is set
   */
  Fit look(@Nullable Path file, ModelShape shape, @Nullable Integer context)
      throws InterruptedException;

  /**
   * Whether the models of both sides fit at the same time; empty when not both are on this machine.
   */
  Optional<Together> together() throws InterruptedException;

  /**
   * Keeps what a remedy changes in the settings of local models.
   *
   * @throws IOException when it cannot be kept, with a sentence
   */
  void keep(Load change) throws IOException;

  /**
   * Two models at once.
   *
   * @param sentence for people
   */
  record Together(boolean fit, String sentence) {}
}
