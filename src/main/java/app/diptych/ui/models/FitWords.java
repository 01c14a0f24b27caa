package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Room;

/**
 * Whether a model fits, with its numbers, in one sentence; in English what the room itself says.
 */
final class FitWords {
  private FitWords() {}

  static String of(Fit fit) {
    String needs = Fit.gibibytes(fit.footprint().total());
    String main = Fit.gibibytes(fit.room().usable());
    String gpu = fit.room().gpu().map(FitWords::card).orElse("");
    String free =
        gpu.isEmpty()
            ? say("%s of main memory can be used").formatted(main)
            : say("%s of main memory can be used and %s").formatted(main, gpu);
    return switch (fit.place()) {
      case GPU ->
          say("It needs about %s: it fits on the GPU (%s can be used).").formatted(needs, gpu);
      case PARTLY ->
          say("It needs about %s: %d of %d layers fit on the GPU; %s.")
              .formatted(needs, fit.layersOnGpu(), fit.layers(), free);
      case CPU ->
          say("It needs about %s: it fits in main memory and runs on the CPU; %s.")
              .formatted(needs, free);
      case NOWHERE -> say("It needs about %s and does not fit: %s.").formatted(needs, free);
    };
  }

  private static String card(Room.Gpu card) {
    return say("%s on %s").formatted(Fit.gibibytes(card.usable()), card.name());
  }
}
