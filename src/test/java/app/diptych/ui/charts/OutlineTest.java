package app.diptych.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Recording;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A line is drawn with few points and all of its peaks. */
class OutlineTest {
  private static final int WIDTH = 300;
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;

  @Test
  void hasAPointForEachColumnHoweverLongTheAnswerIs() {
    Trace trace = trace(LongStream.rangeClosed(1, 100_000).map(each -> each * 6 * MS).toArray());
    Outline race = outline(trace, at -> trace.textCharacters(trace.deltas(at)));
    assertThat(race.size()).isEqualTo(WIDTH + 1);
    assertThat(race.value(0)).isZero();
    assertThat(race.value(WIDTH)).isEqualTo(100_000 * 3);
    Outline speed = outline(trace, new RatePlot.Rate(trace));
    assertThat(speed.size()).isLessThanOrEqualTo(3 * WIDTH + 1);
  }

  @Test
  void keepsAPeakThatIsNarrowerThanAColumn() {
    // Fifty deltas within 50 ms of an answer of an hour, of which a column is twelve seconds.
    long[] burst = LongStream.range(0, 50).map(each -> 1_806_700 * MS + each * MS).toArray();
    long[] steady = LongStream.rangeClosed(1, 3_600).map(each -> each * SECOND).toArray();
    Trace trace = trace(LongStream.concat(Arrays.stream(burst), Arrays.stream(steady)).toArray());
    RatePlot.Rate rate = new RatePlot.Rate(trace);
    double sampled =
        IntStream.rangeClosed(0, WIDTH)
            .mapToDouble(column -> rate.at(12L * column * SECOND))
            .max()
            .orElseThrow();
    assertThat(sampled).as("one look at each column").isLessThan(3);
    assertThat(highest(outline(trace, rate))).isBetween(48.0, 51.0);
  }

  @Test
  void neverLosesTheHighestAndTheLowest() {
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      long end = random.nextLong(20, 600_000);
      long[] at = random.longs(1 + random.nextInt(400), 0, end).map(each -> each * MS).toArray();
      if (random.nextBoolean()) {
        // Several at once, as servers send them.
        at = Arrays.stream(at).flatMap(each -> LongStream.of(each, each)).toArray();
      }
      Trace trace = trace(at);
      Outline outline = outline(trace, new RatePlot.Rate(trace));
      double[] all = everyRate(trace, at);
      assertThat(highest(outline)).isEqualTo(Arrays.stream(all).max().orElseThrow());
      assertThat(lowest(outline)).isEqualTo(Arrays.stream(all).min().orElseThrow());
      assertThat(outline.size()).isLessThanOrEqualTo(3 * WIDTH + 1);
    }
  }

  @Test
  void drawsAnEvenStreamAsALevelLineFromEarlyOn() {
    // 50 deltas a second, one second after the first.
    Trace trace = trace(LongStream.rangeClosed(1, 50).map(each -> each * 20 * MS).toArray());
    long settled = 20 * MS + 2 * RatePlot.half(trace);
    RatePlot.Rate rate = new RatePlot.Rate(trace);
    assertThat(rate.least(settled, trace.now())).isBetween(46.0, 50.0);
    assertThat(rate.most(settled, trace.now())).isBetween(50.0, 54.5);
  }

  @Test
  void losesNoDeltaUnderItsLine() {
    Random random = new Random(23);
    long[] at = random.longs(200, 0, 5 * SECOND).toArray();
    Trace trace = trace(LongStream.concat(Arrays.stream(at), LongStream.of(20 * SECOND)).toArray());
    double sum =
        LongStream.range(0, 19_000).mapToDouble(each -> RatePlot.rate(trace, each * MS)).sum();
    assertThat(sum / 1_000).as("tokens, as the area under the line").isBetween(199.0, 201.0);
  }

  @Test
  void goesFromTheLeftToTheRight() {
    Trace trace = trace(new Random(5).longs(2_000, 0, 30 * SECOND).toArray());
    Outline outline = outline(trace, new RatePlot.Rate(trace));
    for (int i = 1; i < outline.size(); i++) {
      assertThat(outline.x(i)).isGreaterThanOrEqualTo(outline.x(i - 1));
    }
    assertThat(outline.x(outline.size() - 1)).isEqualTo(WIDTH);
  }

  /** The rates at all bends there ever were: when a delta comes, half a while and a while later. */
  private static double[] everyRate(Trace trace, long[] at) {
    long half = RatePlot.half(trace);
    return LongStream.concat(
            LongStream.of(0, trace.now()),
            Arrays.stream(at).flatMap(each -> LongStream.of(each, each + half, each + 2 * half)))
        .filter(moment -> moment <= trace.now())
        .mapToDouble(moment -> RatePlot.rate(trace, moment))
        .toArray();
  }

  private static Outline outline(Trace trace, Curve curve) {
    return Outline.of(curve, 0, WIDTH, x -> Math.round(x / WIDTH * trace.now()));
  }

  private static double highest(Outline outline) {
    return IntStream.range(0, outline.size()).mapToDouble(outline::value).max().orElseThrow();
  }

  private static double lowest(Outline outline) {
    return IntStream.range(0, outline.size()).mapToDouble(outline::value).min().orElseThrow();
  }

  /** Deltas of three characters at these moments, in any order. */
  private static Trace trace(long[] nanos) {
    long[] at = Arrays.stream(nanos).sorted().toArray();
    int[] lengths = new int[at.length];
    Arrays.fill(lengths, 3);
    Trace trace = new Trace();
    trace.add(Recording.of(at, lengths, new boolean[at.length]));
    return trace;
  }
}
