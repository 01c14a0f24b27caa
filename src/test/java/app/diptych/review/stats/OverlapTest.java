package app.diptych.review.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a second rater should judge. */
class OverlapTest {
  private static final List<String> ITEMS =
      IntStream.range(0, 200).mapToObj(i -> "item-" + i).toList();
  private static final Review REVIEW =
      new Review("r", "t", Instant.EPOCH, ITEMS, 5, Review.Settings.USUAL);

  @Test
  void countsWhatWasJudgedTwiceAndHowOftenTheSameWasSaid() {
    Overlap overlap = Overlap.of(REVIEW, votes(100, 20, 16));
    assertThat(overlap.twice()).isEqualTo(20);
    assertThat(overlap.once()).hasSize(80);
    assertThat(overlap.never()).hasSize(100);
    assertThat(overlap.agreement().orElseThrow().value()).isEqualTo(0.8);
    assertThat(overlap.sentence()).contains("80 %").contains("n 20");
  }

  @Test
  void wantsAsManyAsTheIntervalNeedsAndNotOneMore() {
    // Wilson's interval of one half within 10 points: 93 of them, 92 are too few.
    Overlap nothing = Overlap.of(REVIEW, List.of());
    int wanted = nothing.wanted(0.1);
    assertThat(half(0.5, wanted)).isLessThanOrEqualTo(0.1);
    assertThat(half(0.5, wanted - 1)).isGreaterThan(0.1);
    assertThat(wanted).isEqualTo(93);
    Overlap known = Overlap.of(REVIEW, votes(100, 20, 16));
    assertThat(known.wanted(0.1)).isLessThan(wanted);
    assertThat(known.more(0.1)).isEqualTo(known.wanted(0.1) - 20);
    assertThat(known.plan(0.1)).contains("send %d more".formatted(known.more(0.1)));
    assertThat(known.plan(0.01)).contains("only 180 more to send");
    assertThat(Overlap.of(REVIEW, votes(200, 200, 150)).plan(0.1)).contains("they are");
    assertThatThrownBy(() -> known.wanted(Double.NaN)).hasMessageContaining("1 to 50 points");
  }

  @Test
  void drawsWhatOneRaterJudgedFirstAndTheSameForTheSameSeed() {
    Overlap overlap = Overlap.of(REVIEW, votes(100, 20, 16));
    List<String> drawn = overlap.draw(90, 3);
    assertThat(drawn).hasSize(90).doesNotHaveDuplicates().isEqualTo(overlap.draw(90, 3));
    assertThat(overlap.once()).containsAll(drawn.subList(0, 80));
    assertThat(overlap.never()).containsAll(drawn.subList(80, 90));
    assertThat(overlap.draw(1_000, 3)).hasSize(180);
    assertThat(overlap.draw(-1, 3)).isEmpty();
  }

  private static double half(double share, int n) {
    Estimate there = Wilson.share(share * n, n).orElseThrow();
    return (there.high() - there.low()) / 2;
  }

  private static List<CastVote> votes(int ann, int bob, int same) {
    List<CastVote> votes = new ArrayList<>();
    for (int i = 0; i < ann; i++) {
      votes.add(vote(i, "ann", Verdict.A));
    }
    for (int i = 0; i < bob; i++) {
      votes.add(vote(i, "bob", i < same ? Verdict.A : Verdict.TIE));
    }
    return votes;
  }

  private static CastVote vote(int item, String rater, Verdict verdict) {
    return CastVote.of("item-" + item, rater, verdict, true, Duration.ofSeconds(5), Instant.EPOCH);
  }
}
