package app.diptych.ui.charts;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Where the time went: connecting, waiting, reasoning, answering, one bar for each side. */
final class PhasePlot implements Plot {
  private static final double MOST_BAR = 14;

  /** Room for the times below the bars, where the bars stay thick enough. */
  private static final double TIMES = 12;

  private static final double LEAST_WITH_TIMES = 34;
  private static final double THOUGHT = 0.45;
  private static final double SPENT_CONNECTING = 0.5;

  enum Phase {
    CONNECT(toSay("connect")),
    WAITING(toSay("waiting")),
    REASONING(toSay("reasoning")),
    ANSWER(toSay("answer"));

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * @param from nanoseconds from t0
   */
  record Part(Phase phase, long from, long to) {}

  @Override
  public String title() {
    return toSay("Timeline");
  }

  @Override
  public String unit(Map<Side, Trace> traces) {
    return say("ms since send");
  }

  @Override
  public String definition() {
    return say(
        "From the sending of the request (t0): connecting, waiting for the first delta,"
            + " reasoning (paler), answering. What a request waited in this program before it was sent"
            + " is not part of it and is told apart, as queued.");
  }

  @Override
  public String nothing(Map<Side, Trace> traces) {
    return traces.values().stream().allMatch(trace -> trace.now() == 0) ? say("nothing yet") : "";
  }

  static List<Part> parts(Trace trace) {
    List<Part> parts = new ArrayList<>();
    long connected = trace.connected();
    long first = trace.first() < 0 ? trace.now() : trace.first();
    // What broke off was waited for after its last delta.
    long came = trace.hasFailed() ? trace.last() : trace.now();
    long answer = trace.firstText() < 0 ? came : trace.firstText();
    add(parts, Phase.CONNECT, 0, connected);
    add(parts, Phase.WAITING, connected, first);
    add(parts, Phase.REASONING, first, answer);
    add(parts, Phase.ANSWER, answer, came);
    add(parts, Phase.WAITING, Math.max(first, came), trace.now());
    return parts;
  }

  private static void add(List<Part> parts, Phase phase, long from, long to) {
    if (to > from) {
      parts.add(new Part(phase, from, to));
    }
  }

  @Override
  public void draw(Brush brush, Map<Side, Trace> traces) {
    double below = brush.plotHeight() < LEAST_WITH_TIMES ? 0 : TIMES;
    double row = (brush.plotHeight() - below) / Math.max(1, traces.size());
    double top = brush.plotTop();
    for (Map.Entry<Side, Trace> each : traces.entrySet()) {
      bar(brush, each.getKey(), each.getValue(), top, row);
      top += row;
    }
    if (below > 0) {
      times(brush, top + below / 2);
    }
  }

  /** When the axis begins and ends, in milliseconds. */
  private static void times(Brush brush, double y) {
    GraphicsContext ink = brush.ink();
    ink.setFill(brush.palette().words());
    ink.setTextAlign(TextAlignment.LEFT);
    ink.fillText(Scale.figures(brush.window().from() / 1e6), Brush.LEFT, y);
    ink.setTextAlign(TextAlignment.RIGHT);
    ink.fillText(Scale.figures(brush.window().to() / 1e6), Brush.LEFT + brush.plotWidth(), y);
  }

  private static void bar(Brush brush, Side side, Trace trace, double top, double row) {
    GraphicsContext ink = brush.ink();
    ink.setFill(brush.palette().of(side));
    ink.setTextAlign(TextAlignment.RIGHT);
    ink.fillText(side.name(), Brush.LEFT - 8, top + row / 2);
    double height = Math.min(MOST_BAR, row * 0.7);
    double right = Brush.LEFT + brush.plotWidth();
    for (Part part : parts(trace)) {
      double from = Math.clamp(brush.x(part.from()), Brush.LEFT, right);
      double to = Math.clamp(brush.x(part.to()), Brush.LEFT, right);
      ink.setFill(color(brush.palette(), side, part.phase()));
      ink.fillRect(from, top + (row - height) / 2, Math.max(to - from, to > from ? 1 : 0), height);
    }
    if (!trace.held().isZero()) {
      // It came before t0, where this axis does not reach: a notch says that there was something.
      ink.setFill(brush.palette().held());
      ink.fillRect(Brush.LEFT - 4, top + (row - height) / 2, 3, height);
    }
  }

  private static Color color(Palette palette, Side side, Phase phase) {
    return switch (phase) {
      case CONNECT -> palette.words().deriveColor(0, 1, 1, SPENT_CONNECTING);
      case WAITING -> palette.pale();
      case REASONING -> palette.of(side).deriveColor(0, 1, 1, THOUGHT);
      case ANSWER -> palette.of(side);
    };
  }

  @Override
  public String reading(Trace trace, long nanos) {
    for (Part part : parts(trace)) {
      if (nanos >= part.from() && nanos < part.to()) {
        return say(part.phase().word())
            + " "
            + Scale.figures((part.to() - part.from()) / 1e6)
            + " ms"
            + queued(trace);
      }
    }
    if (trace.hasFailed()) {
      return say("failed") + queued(trace);
    }
    return trace.hasEnded() && trace.size() > 0 ? say("done") + queued(trace) : "";
  }

  /** How long it waited before t0; empty when it did not. */
  private static String queued(Trace trace) {
    return trace.held().isZero()
        ? ""
        : say(", queued %s ms before").formatted(Scale.figures(trace.held().toNanos() / 1e6));
  }

  @Override
  public String table(Map<Side, Trace> traces) {
    StringBuilder table = new StringBuilder("side,phase,from_ms,to_ms\n");
    traces.forEach((side, trace) -> {
      if (!trace.held().isZero()) {
        long held = trace.held().toNanos();
        table.append("%s,queued,-%s,0\n".formatted(side, Csv.ms(held)));
      }
      for (Part part : parts(trace)) {
        table.append(
            "%s,%s,%s,%s\n"
                .formatted(side, part.phase().word(), Csv.ms(part.from()), Csv.ms(part.to())));
      }
    });
    return table.toString();
  }
}
