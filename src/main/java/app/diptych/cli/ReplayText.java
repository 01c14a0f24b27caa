package app.diptych.cli;

import app.diptych.completion.Failure;
import app.diptych.session.RecordingNames.RecordedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Recording.Piece;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recorded trial as lines for a terminal, both sides mixed in the order in which their lines were
 * complete. A plain terminal cannot go back to a line, so a line is shown when it is whole.
 */
final class ReplayText {
  private static final int WIDTH = 72;
  private static final double NANOS = 1e9;

  private final RecordedTrial trial;

  /**
   * One line.
   *
   * @param atNanos when the last of it came, from t0
   */
  record Line(long atNanos, String words) {}

  ReplayText(RecordedTrial trial) {
    this.trial = trial;
  }

  /** What is replayed, and how fast. */
  String head(String speed) {
    StringBuilder head = new StringBuilder("Replay of trial ");
    head.append(trial.trial().number())
        .append(" of \"")
        .append(Terminal.safe(trial.session().title()))
        .append('"')
        .append(speed)
        .append('\n');
    new TreeMap<>(trial.trial().answers())
        .forEach((side, answer) ->
            head.append("== ")
                .append(side)
                .append("  ")
                .append(TrialText.title(answer))
                .append('\n'));
    String prompt = trial.trial().prompt().strip();
    return head.append("> ")
        .append(Terminal.safe(prompt).replace("\n", "\n> "))
        .append('\n')
        .toString();
  }

  /** Every line with the time it was complete, in that order. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<Side, Answer> side : new TreeMap<>(trial.trial().answers()).entrySet()) {
      Answer answer = side.getValue();
      Recording recording = trial.recordings().getOrDefault(side.getKey(), Recording.EMPTY);
      if (recording.fits(answer.text(), answer.reasoning())) {
        lines.addAll(new SideLines(side.getKey(), answer).all(recording));
      }
    }
    // Stable: what came at the same time stays in the order of the sides.
    lines.sort(Comparator.comparingLong(Line::atNanos));
    return lines;
  }

  /** The answers whose times are not known; empty when there are none. */
  String foot() {
    StringBuilder foot = new StringBuilder();
    new TreeMap<>(trial.trial().answers())
        .forEach((side, answer) -> {
          Recording recording = trial.recordings().getOrDefault(side, Recording.EMPTY);
          if (!recording.fits(answer.text(), answer.reasoning())) {
            foot.append("\nThe timing of side ").append(side).append(" is not known.\n");
            foot.append(TrialText.of(side, answer));
          }
        });
    return foot.toString().stripTrailing();
  }

  /** The lines of one side. */
  private static final class SideLines {
    private final Side side;
    private final Answer answer;
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private boolean reasoning;
    private long last;

    SideLines(Side side, Answer answer) {
      this.side = side;
      this.answer = answer;
    }

    List<Line> all(Recording recording) {
      for (Piece piece : recording.pieces(answer.text(), answer.reasoning())) {
        if (piece.reasoning() != reasoning) {
          end();
          reasoning = piece.reasoning();
        }
        last = Math.max(last, piece.offsetNanos());
        open.append(piece.text());
        breakUp();
      }
      end();
      lines.add(new Line(last, prefix() + "-- " + TrialText.outcome(answer)));
      Failure failure = answer.failure();
      if (failure != null) {
        lines.add(new Line(last, prefix() + "   " + Terminal.safe(failure.message())));
      }
      return lines;
    }

    private void breakUp() {
      for (int feed = open.indexOf("\n"); feed >= 0; feed = open.indexOf("\n")) {
        say(open.substring(0, feed));
        open.delete(0, feed + 1);
      }
      while (open.length() > WIDTH) {
        int space = open.lastIndexOf(" ", WIDTH);
        int end =
            space > WIDTH / 2 ? space : open.offsetByCodePoints(0, open.codePointCount(0, WIDTH));
        say(open.substring(0, end));
        open.delete(0, space > WIDTH / 2 ? end + 1 : end);
      }
    }

    private void end() {
      say(open.toString());
      open.setLength(0);
    }

    private void say(String words) {
      if (!words.isBlank()) {
        String mark = reasoning ? "[reasoning] " : "";
        lines.add(new Line(last, prefix() + mark + Terminal.safe(words).stripTrailing()));
      }
    }

    private String prefix() {
      return String.format(Locale.ROOT, "%9.3f s  %s | ", last / NANOS, side);
    }
  }
}
