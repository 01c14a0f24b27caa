package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.LeftOut;
import app.diptych.report.LeftOut.Why;
import java.util.StringJoiner;

/** How many answers a number was taken of, and why not of the others, in a line. */
final class LeftOutWords {
  private LeftOutWords() {}

  static String of(LeftOut left) {
    String shown =
        left.all() == 1
            ? say("%,d of 1 recorded answer is shown.").formatted(left.counted())
            : say("%,d of %,d recorded answers are shown.").formatted(left.counted(), left.all());
    StringJoiner why = new StringJoiner(say(", "));
    for (Why one : Why.values()) {
      int count = left.reasons().getOrDefault(one, 0);
      if (count > 0) {
        why.add("%,d %s".formatted(count, say(one.words())));
      }
    }
    return why.length() == 0 ? shown : shown + say(" Left out: %s.").formatted(why);
  }
}
