package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts results into words: one sentence to take away, and what must be known beside it. */
final class ResultWords {
  private static final double MANY_BAD = 0.5;
  private static final int FEW_FOR_PLACE = 20;

  private final Results bare;
  private final boolean chosen;
  private final int replaced;

  /**
   * @param chosen whether nobody said which two of several models to compare
   * @param replaced how many votes were replaced by a later one
   */
  ResultWords(Results bare, boolean chosen, int replaced) {
    this.bare = bare;
    this.chosen = chosen;
    this.replaced = replaced;
  }

  Results worded() {
    return new Results(
        sentence(),
        notes(),
        bare.modelA(),
        bare.modelB(),
        bare.votes(),
        bare.models(),
        bare.n(),
        bare.a(),
        bare.b(),
        bare.ties(),
        bare.bothBad(),
        bare.winRate(),
        bare.decisive(),
        bare.tieShare(),
        bare.bothBadShare(),
        bare.byPrompt(),
        bare.prompts(),
        bare.signTest(),
        bare.stopping(),
        bare.passes(),
        bare.ratings(),
        bare.rated(),
        bare.style(),
        bare.styleRated(),
        bare.slices(),
        bare.tags(),
        bare.agreement(),
        bare.position(),
        bare.raters(),
        bare.disagreements(),
        bare.hygiene(),
        bare.orders(),
        bare.noise(),
        bare.repeats());
  }

  /** The sentence where every pair there is was judged, so that nobody can vote on. */
  String sentenceOfAll() {
    String said = sentence();
    boolean open = bare.stopping().decision() == StoppingRule.Decision.KEEP_VOTING;
    return open && said.equals(decided())
        ? "No difference is shown: "
            + won()
            + ". Every pair is judged, so only more pairs could show one."
        : said;
  }

  private String sentence() {
    if (bare.votes() == 0) {
      return "There are no votes yet, so nothing can be said.";
    }
    if (bare.n() == 0) {
      return nothingCompared();
    }
    if (bare.bothBad() > MANY_BAD * bare.n()) {
      return "Neither: raters found both answers bad in "
          + percent(bare.bothBad(), bare.n())
          + " of "
          + count(bare.n(), "vote")
          + ".";
    }
    if (bare.a() + bare.b() == 0) {
      return "No winner: all "
          + count(bare.n(), "vote")
          + " are ties or both bad, so no vote decides between "
          + bare.modelA()
          + " and "
          + bare.modelB()
          + ".";
    }
    return decided();
  }

  private String nothingCompared() {
    if (bare.modelA() != null && bare.modelB() != null) {
      return "No vote compares " + bare.modelA() + " and " + bare.modelB() + ".";
    }
    String model = bare.modelA() == null ? bare.modelB() : bare.modelA();
    if (model == null && bare.noise().n() == 0) {
      return "Whose answers these are is known to the sender of the packet only: send the votes back,"
          + " and the results are there.";
    }
    return model == null
        ? "Every vote is on two answers of one model, so there is nothing to compare: they tell how"
            + " much of a preference is noise."
        : "No vote compares " + model + " with another model.";
  }

  private String won() {
    return bare.modelA()
        + " won "
        + number(bare.a())
        + " and "
        + bare.modelB()
        + " "
        + number(bare.b())
        + " of "
        + count(bare.n(), "vote")
        + (bare.ties() + bare.bothBad() == 0
            ? ""
            : (bare.ties() == 1 ? " (1 tie, " : " (" + number(bare.ties()) + " ties, ")
                + number(bare.bothBad())
                + " both bad)");
  }

  private String decided() {
    String won = won();
    return switch (bare.stopping().decision()) {
      case A_BETTER -> better(bare.modelA(), bare.a() > bare.b(), won);
      case B_BETTER -> better(bare.modelB(), bare.b() > bare.a(), won);
      case EQUAL ->
          "Practically equal: " + won + ", and neither wins more than 55 % of decisive votes.";
      case KEEP_VOTING -> "Not decided yet: " + won + ". Keep voting, " + more() + ".";
    };
  }

  /** A call stands; who lost the majority since is not told to be better all the same. */
  private static String better(@Nullable String model, boolean ahead, String won) {
    return ahead
        ? model + " is better: " + won + "."
        : model + " was ahead once, and by all votes it is not: " + won + ". Keep voting.";
  }

  private String more() {
    if (bare.stopping().early()) {
      return "at least "
          + count(bare.stopping().moreVotes(), "more decisive vote")
          + "; with fewer than "
          + MoreVotes.FEWEST
          + " of them there is no forecast";
    }
    return bare.stopping().beyond()
        ? "though it may take more than " + number(MoreVotes.MOST) + " more votes"
        : "about " + count(bare.stopping().moreVotes(), "more vote");
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (chosen && bare.n() > 0) {
      notes.add(
          "A and B are the two of "
              + bare.models()
              + " models with the most votes between them; name others to compare those.");
    }
    if (replaced > 0) {
      notes.add(
          count(replaced, "vote")
              + (replaced == 1 ? " was" : " were")
              + " replaced by a later vote of the same rater on the same item; the last one counts.");
    }
    evidence(notes);
    ratings(notes);
    people(notes);
    return notes;
  }

  private void evidence(List<String> notes) {
    Stopping stopping = bare.stopping();
    if (stopping.onePerPrompt()) {
      notes.add(
          "Several votes are on the same prompts, which makes them less than independent: the"
              + " stopping rule counts each prompt once ("
              + number(stopping.n())
              + " of "
              + number(bare.a() + bare.b())
              + "), and the interval by prompt is the one to go by.");
    }
    boolean fell = stopping.decidedAt() > 0 && stopping.logE() < -Math.log(Evidence.ALPHA);
    if (fell && stopping.decision() != StoppingRule.Decision.EQUAL) {
      notes.add(
          "It was decided after "
              + count(stopping.decidedAt(), "decisive vote")
              + "; the evidence has become weaker since.");
    }
    bare.noise()
        .winRate()
        .filter(one -> one.excludes(0.5))
        .ifPresent(one ->
            notes.add(
                "Votes on two answers of the same model prefer one of them too ("
                    + percent(one.value())
                    + " of "
                    + count(one.n(), "vote")
                    + "): an effect of that size between two models is none."));
  }

  private void ratings(List<String> notes) {
    if (bare.ratings().groups() > 1) {
      notes.add(
          "The models fall into "
              + bare.ratings().groups()
              + " groups that were never compared with each other: ratings hold within a group only.");
    }
    if (bare.ratings().softened() > 0) {
      notes.add(
          "Some models always won or always lost against the others, which no finite rating"
              + " explains: half a win was added on both sides of each pair, and the distance is a"
              + " lower bound.");
    }
    if (!bare.ratings().converged()) {
      notes.add("The best ratings were not found exactly: take them as rough.");
    }
  }

  private void people(List<String> notes) {
    if (bare.agreement().paradox()) {
      notes.add(
          "Raters agree often, yet agreement beyond chance is low because nearly all verdicts are"
              + " alike: go by the raw agreement here.");
    }
    bare.position()
        .filter(one -> one.excludes(0.5) && one.n() >= FEW_FOR_PLACE)
        .ifPresent(one ->
            notes.add(
                "The "
                    + (one.value() > 0.5 ? "left" : "right")
                    + " answer wins more often than its place should allow ("
                    + percent(Math.max(one.value(), 1 - one.value()))
                    + "): show the answers in both orders, or draw the order by lot."));
    if (bare.hygiene().tooFast() > 0) {
      notes.add(
          count(bare.hygiene().tooFast(), "vote")
              + " came less than two seconds after the rater's one before. They count; look at them.");
    }
    if (bare.hygiene().oneSided() > 0) {
      notes.add(
          count(bare.hygiene().oneSided(), "rater")
              + " nearly always chose the same side. Their votes count; look at them.");
    }
  }

  private static String percent(long some, long all) {
    return percent((double) some / all);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String count(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }
}
