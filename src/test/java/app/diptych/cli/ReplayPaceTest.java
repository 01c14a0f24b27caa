package app.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cli.ReplayCommand.Player;
import app.diptych.cli.ReplayText.Line;
import app.diptych.timing.Pace;
import app.diptych.trial.SteppedClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayPaceTest {
  private static final long MILLI = 1_000_000;
  private static final List<Line> LINES =
      List.of(
          new Line(100 * MILLI, "one"),
          new Line(100 * MILLI, "two"),
          new Line(900 * MILLI, "three"));

  private final SteppedClock clock = new SteppedClock();
  private final long start = clock.nanos();
  private final List<String> printed = new ArrayList<>();

  @Test
  void printsEachLineAtItsTime() {
    assertThat(player().play(LINES, 1.0, terminal())).isTrue();
    assertThat(printed).containsExactly("100 one", "100 two", "900 three");
  }

  @Test
  void isFasterOrSlowerWhenAsked() {
    player().play(LINES, 4.0, terminal());
    assertThat(printed).containsExactly("25 one", "25 two", "225 three");
  }

  @Test
  void printsEverythingAtOnceWhereNobodyWatches() {
    player().play(LINES, null, terminal());
    assertThat(printed).containsExactly("0 one", "0 two", "0 three");
  }

  @Test
  void endsBeforeTheNextLineWhenItIsStopped() {
    Player player = player();
    player.stop();
    assertThat(player.play(LINES, 1.0, terminal())).isFalse();
    assertThat(printed).isEmpty();
  }

  private Player player() {
    return new Player(clock, new Pace(clock, clock::rest));
  }

  /** Notes the time of each line. */
  private Terminal terminal() {
    StringWriter open = new StringWriter();
    Writer noting =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) {
            open.write(buffer, offset, length);
          }

          @Override
          public void flush() {
            String line = open.toString().strip();
            open.getBuffer().setLength(0);
            if (!line.isEmpty()) {
              printed.add((clock.nanos() - start) / MILLI + " " + line);
            }
          }

          @Override
          public void close() {}
        };
    return new Terminal(new PrintWriter(noting), new PrintWriter(new StringWriter()));
  }
}
