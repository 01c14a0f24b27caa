package app.diptych.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a burst, and what only looks like one; an average token has four characters. */
class BurstTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, tokens, first token in ms, microseconds between two tokens, burst
    "a whole answer in one piece, 1, 3000, 0, true",
    "500 tokens in one read, 500, 5000, 0, true",
    "500 tokens in six reads on loopback, 500, 5000, 4, true",
    "30 tokens after a short wait, 30, 400, 10, true",
    "a usual gateway, 300, 400, 15000, false",
    "a fast gateway, 300, 150, 333, false",
    "a fast gateway far away, 50, 900, 333, false",
    "a tiny model on this machine, 80, 3, 200, false",
    "a tiny model on this machine under load, 80, 60, 0, false",
    "an answer from a cache, 500, 20, 1, false",
    "a model that thought unseen for a minute, 50, 60000, 8000, false",
    "a word, 1, 800, 0, false",
  })
  void tellsABurstFromAStream(
      String what, int tokens, long firstMillis, long apartMicros, boolean burst) {
    boolean whole = what.contains("one piece");
    int characters = whole ? 2_000 : tokens * 4;

    assertThat(timeline(tokens, firstMillis * 1_000_000, apartMicros * 1_000).isBurst(characters))
        .isEqualTo(burst);
  }

  @Test
  void isNoBurstWithoutAnAnswer() {
    assertThat(Timeline.EMPTY.isBurst(0)).isFalse();
    assertThat(Timeline.EMPTY.isBurst(1_000)).isFalse();
  }

  @Test
  void isNoBurstWhenOneEarlyTokenShowsThatItStreams() {
    long[] offsets = new long[200];
    Arrays.fill(offsets, 3_000_000_000L);
    offsets[0] = 500_000_000L;

    assertThat(Timeline.of(offsets, 0).isBurst(800)).isFalse();
  }

  private static Timeline timeline(int deltas, long first, long apart) {
    return Timeline.of(LongStream.range(0, deltas).map(i -> first + i * apart).toArray(), 0);
  }
}
