package app.diptych.ui.decide;

import app.diptych.report.decision.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What the page reaches outside of the workspace; everything may block.
 *
 * @param around what a report is made with
 * @param hasGateway whether there is a gateway that can be used
 * @param hasPolicy whether a fallback policy was chosen
 * @param browser shows a file in the user's browser
 */
public record Reach(
    Surroundings around, BooleanSupplier hasGateway, BooleanSupplier hasPolicy, Browser browser) {

  /** Shows files to the user elsewhere. */
  @FunctionalInterface
  public interface Browser {
    /**
     * @throws IOException when there is nobody to show it, with a sentence
     */
    void open(Path file) throws IOException;
  }
}
