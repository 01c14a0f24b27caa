package app.diptych.report.roi;

import app.diptych.report.roi.MeasuredQuality.Basis;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.MoreVotes;
import app.diptych.review.stats.Wilson;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good the model that is gone to must be for the return to count, and whether it is.
 *
 * @param percent the least share of the verdicts that it must win, ties half, or of the checks that
 *     it must pass; above 0 and at most 100
 * @param measured null when nobody has measured it
 */
public record Quality(BigDecimal percent, @Nullable MeasuredQuality measured) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * @throws IllegalArgumentException for a threshold that asks for nothing, or for what cannot be
   */
  public Quality {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException(
          "The quality threshold is above 0 and at most 100 per cent.");
    }
  }

  /** How the threshold stands to what was measured. The formats take the threshold. */
  public enum Standing {
    MET("met", "The quality threshold is met: the whole 95 %% interval lies at or above %s %%."),
    NOT_MET(
        "not met",
        "The quality threshold is not met: the whole 95 %% interval lies below %s %%, so the return is that of a model that is not good enough."),
    NOT_KNOWN(
        "not known yet",
        "Whether the quality threshold is met is not known: %s %% lies within the 95 %% interval. The return counts only if the threshold is met."),
    NOT_MEASURED(
        "not measured",
        "Nobody has measured the quality: the return counts only if the threshold of %s %% is met.");

    private final String words;
    private final String sentence;

    Standing(String words, String sentence) {
      this.words = words;
      this.sentence = sentence;
    }

    /** In a word or two. */
    public String words() {
      return words;
    }

    /** A format of a sentence about the threshold. */
    public String sentence() {
      return sentence;
    }
  }

  /** What would make known what is not. The formats take {@link Quality#more}. */
  public enum Outlook {
    MORE_VERDICTS(
        "More verdicts would tell, each on a prompt of its own: about %s, if the share stays what it is."),
    MORE_CHECKS("More checks would tell: about %s, if the share stays what it is."),
    BEYOND("More than %s more would be needed to tell: the share is too near the threshold."),
    OTHER_PROMPTS(
        "Many of the verdicts are on the same prompts: verdicts on other prompts would tell.");

    private final String words;

    Outlook(String words) {
      this.words = words;
    }

    /** A format of a sentence. */
    public String words() {
      return words;
    }
  }

  /** The same threshold, with what was measured. */
  public Quality measuredAs(@Nullable MeasuredQuality seen) {
    return new Quality(percent, seen);
  }

  /**
   * Met when the whole 95 % interval is at the threshold or above, not met when it is below, and
   * not known when the threshold lies within.
   */
  public Standing standing() {
    return measured == null ? Standing.NOT_MEASURED : of(measured.share());
  }

  private Standing of(Estimate share) {
    double least = percent.movePointLeft(2).doubleValue();
    if (share.low() >= least) {
      return Standing.MET;
    }
    return share.high() < least ? Standing.NOT_MET : Standing.NOT_KNOWN;
  }

  /**
   * About how many more verdicts or checks would tell, if the share stays what it is.
   *
   * @return 0 when it is known, when nothing was measured, and when so many would tell if they were
   *     on prompts of their own; {@link MoreVotes#MOST} when it is that many or more
   */
  public long more() {
    if (measured == null || standing() != Standing.NOT_KNOWN) {
      return 0;
    }
    double value = measured.share().value();
    for (int more = 0; more < MoreVotes.MOST; more++) {
      long all = measured.all() + more;
      Standing then =
          Wilson.share(Math.min((double) all, value * all), all)
              .map(this::of)
              .orElse(Standing.NOT_KNOWN);
      if (then != Standing.NOT_KNOWN) {
        return more;
      }
    }
    return MoreVotes.MOST;
  }

  /** Empty when nothing is open, or nothing was measured. */
  public Optional<Outlook> outlook() {
    if (measured == null || standing() != Standing.NOT_KNOWN) {
      return Optional.empty();
    }
    long more = more();
    if (more == 0) {
      return Optional.of(Outlook.OTHER_PROMPTS);
    }
    if (more >= MoreVotes.MOST) {
      return Optional.of(Outlook.BEYOND);
    }
    return Optional.of(
        measured.basis() == Basis.CHECKS ? Outlook.MORE_CHECKS : Outlook.MORE_VERDICTS);
  }

  /** Whether the return counts, and what would tell when nobody knows. */
  public String sentence() {
    String sentence = standing().sentence().formatted(threshold());
    return outlook()
        .map(one ->
            sentence + " " + one.words().formatted(String.format(Locale.ROOT, "%,d", more())))
        .orElse(sentence);
  }

  /** The per cent without needless digits, for example {@code 45}. */
  public String threshold() {
    return percent.stripTrailingZeros().toPlainString();
  }

  /** What is asked for, for example {@code at least 45 % of the verdicts, ties half}. */
  public String words() {
    String of =
        measured == null
            ? "verdicts, ties half, or of the checks"
            : measured.basis() == Basis.CHECKS ? "checks" : "verdicts, ties half";
    return "at least %s %% of the %s".formatted(threshold(), of);
  }
}
