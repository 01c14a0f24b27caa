package app.diptych.review.stats;

import app.diptych.review.Verdict;
import app.diptych.review.stats.BradleyTerry.Rating;
import app.diptych.review.stats.BradleyTerry.Ratings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One computation of {@link Results}. */
final class Computation {
  private final Ballots ballots;
  private final Question question;

  /** The votes that count, of the tag asked for, the oldest first. */
  private final int[] rows;

  /** The same without those on two answers of one model. */
  private final int[] compared;

  private final PairCounts counts;
  private final int a;
  private final int b;
  private final boolean chosen;

  Computation(Ballots ballots, Question question) throws Unanswerable {
    this.ballots = ballots;
    this.question = question;
    this.rows = rows();
    this.compared = Arrays.stream(rows).filter(row -> ballots.a(row) != ballots.b(row)).toArray();
    this.counts = counts();
    int[] pair = pair();
    this.a = pair[0];
    this.b = pair[1];
    this.chosen = (question.a() == null || question.b() == null) && ballots.models() > 2;
  }

  Results results() {
    Duel duel = Duel.between(ballots, a, b, compared);
    Groups byUnit = new Groups(compared, ballots.units(), ballots::unitOf);
    Ratings ratings = BradleyTerry.of(counts, question.ties());
    Optional<StyleControl> style = StyleControl.of(ballots, compared, question.bothBadIsTie());
    Slice.All slices = Slice.of(ballots, duel, a, b, question.bothBadIsTie());
    RaterTable raters = RaterTable.of(ballots, rows, byUnit, duel);
    Results bare =
        new Results(
            "",
            List.of(),
            name(a),
            name(b),
            rows.length,
            ballots.models(),
            duel.n(),
            duel.count(Verdict.A),
            duel.count(Verdict.B),
            duel.count(Verdict.TIE),
            duel.count(Verdict.BOTH_BAD),
            duel.winRate(question.bothBadIsTie()),
            Wilson.share(duel.count(Verdict.A), duel.decided()),
            Wilson.share(duel.count(Verdict.TIE), duel.n()),
            Wilson.share(duel.count(Verdict.BOTH_BAD), duel.n()),
            duel.byPrompt(question.bothBadIsTie(), question.seed()),
            duel.prompts(),
            duel.signTest(),
            Stopping.of(ballots, duel, question.seed()),
            duel.passes(),
            ratings,
            named(ratings.list()),
            style,
            style.map(one -> named(one.ratings())).orElse(List.of()),
            slices.list(),
            slices.tags(),
            Agreement.of(ballots, byUnit, question.seed()),
            position(),
            raters,
            Disagreement.of(ballots, byUnit),
            Hygiene.of(ballots, raters),
            ballots.orders(),
            NoiseFloor.of(ballots, rows),
            Repeats.of(ballots, duel, a, b));
    return new ResultWords(bare, chosen, ballots.size() - ballots.counting()).worded();
  }

  /**
   * Also where votes tell their time the order of the file decides between those that came at once.
   */
  private int[] rows() throws Unanswerable {
    int tag = -1;
    if (question.tag() != null) {
      tag = ballots.findTag(question.tag());
      if (tag < 0) {
        throw new Unanswerable(
            "No vote has the tag "
                + question.tag()
                + (ballots.tagNames().isEmpty()
                    ? ": these votes have no tags."
                    : ". There are: " + some(ballots.tagNames()) + "."));
      }
    }
    int wanted = tag;
    int[] found =
        IntStream.range(0, ballots.size())
            .filter(ballots::counts)
            .filter(row -> wanted < 0 || Arrays.binarySearch(ballots.tagsOf(row), wanted) >= 0)
            .toArray();
    return ballots.allTimed() ? oldestFirst(found) : found;
  }

  private int[] oldestFirst(int[] found) {
    boolean sorted = true;
    for (int i = 1; i < found.length && sorted; i++) {
      sorted = ballots.at(found[i - 1]) <= ballots.at(found[i]);
    }
    return sorted
        ? found
        : Arrays.stream(found)
            .boxed()
            .sorted(Comparator.comparingLong(ballots::at))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private PairCounts counts() {
    PairCounts pairs = new PairCounts(ballots.models());
    for (int row : compared) {
      int first = ballots.a(row);
      int second = ballots.b(row);
      switch (ballots.verdictOf(row, first)) {
        case A -> pairs.win(first, second);
        case B -> pairs.win(second, first);
        case TIE -> pairs.tie(first, second);
        case BOTH_BAD -> {
          if (question.bothBadIsTie()) {
            pairs.tie(first, second);
          }
        }
      }
    }
    return pairs;
  }

  /**
   * The models asked for; else the two with the most votes between them, in the order they came.
   */
  private int[] pair() throws Unanswerable {
    int wantedA = wanted(question.a());
    int wantedB = wanted(question.b());
    if (wantedA >= 0 && wantedA == wantedB) {
      throw new Unanswerable("A and B must be two models, and both are " + question.a() + ".");
    }
    long[][] met = new long[ballots.models()][ballots.models()];
    for (int row : compared) {
      met[ballots.a(row)][ballots.b(row)]++;
      met[ballots.b(row)][ballots.a(row)]++;
    }
    int[] best = {wantedA, wantedB};
    long most = 0;
    for (int one = 0; one < met.length; one++) {
      for (int other = 0; other < met.length; other++) {
        boolean fits =
            (wantedA < 0 || one == wantedA)
                && (wantedB < 0 || other == wantedB)
                && (wantedA >= 0 || wantedB >= 0 || one < other);
        if (fits && met[one][other] > most) {
          most = met[one][other];
          best = new int[] {one, other};
        }
      }
    }
    return best;
  }

  private int wanted(@Nullable String model) throws Unanswerable {
    if (model == null) {
      return -1;
    }
    int number = ballots.findModel(model);
    if (number < 0) {
      throw new Unanswerable(
          "There is no vote on the model "
              + model
              + ". There are: "
              + some(IntStream.range(0, ballots.models()).mapToObj(ballots::model).toList())
              + ".");
    }
    return number;
  }

  private static String some(List<String> names) {
    int most = 20;
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.subList(0, Math.min(most, names.size())))
            + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
  }

  private @Nullable String name(int model) {
    return model < 0 ? null : ballots.model(model);
  }

  private List<Rated> named(List<Rating> ratings) {
    return ratings.stream()
        .map(one -> new Rated(ballots.model(one.model()), one.rating(), one.group()))
        .toList();
  }

  private Optional<Estimate> position() {
    long left = 0;
    long placed = 0;
    for (int row : rows) {
      Boolean won = ballots.leftWon(row);
      placed += won == null ? 0 : 1;
      left += won != null && won ? 1 : 0;
    }
    return Wilson.share(left, placed);
  }
}
