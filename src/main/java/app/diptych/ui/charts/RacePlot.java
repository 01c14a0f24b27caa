package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.Side;
import java.util.Map;

/** Who is ahead: characters of the answer over time. */
final class RacePlot implements Plot {
  @Override
  public String title() {
    return toSay("Race");
  }

  @Override
  public String unit(Map<Side, Trace> traces) {
    return say("characters");
  }

  @Override
  public String definition() {
    return say(
        "Characters of the answer that had come by then, without its reasoning. Characters are"
            + " the same for every model, tokens are not. A click shows that place in the text.");
  }

  @Override
  public void draw(Brush brush, Map<Side, Trace> traces) {
    brush.scale(
        traces.values().stream()
            .mapToInt(trace -> trace.textCharacters(trace.size()))
            .max()
            .orElse(0));
    traces.forEach((side, trace) -> {
      if (trace.size() > 0) {
        brush.line(side, 0, trace.now(), at -> trace.textCharacters(trace.deltas(at)));
      }
    });
  }

  @Override
  public String reading(Trace trace, long nanos) {
    return trace.size() == 0
        ? ""
        : say("%s chars").formatted("%,d".formatted(trace.textCharacters(trace.deltas(nanos))));
  }

  @Override
  public String table(Map<Side, Trace> traces) {
    StringBuilder table = new StringBuilder("side,delta,ms,answer_characters,characters\n");
    traces.forEach((side, trace) -> {
      for (int i = 0; i < trace.size(); i++) {
        table.append(
            "%s,%d,%s,%d,%d\n"
                .formatted(
                    side,
                    i + 1,
                    Csv.ms(trace.at(i)),
                    trace.textCharacters(i + 1),
                    trace.characters(i + 1)));
      }
    });
    return table.toString();
  }
}
