package app.diptych.report.roi;

import app.diptych.report.roi.MeasuredQuality.Basis;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.MoreVotes;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How good the model that is gone to must be for the return to count, and whether it is.
 *
 * @param percent the least share of the verdicts that it must win, ties half, or of the checks that
 *     it must pass; above 0 and at most 100
 * @param measured null when nothing measured is held against it
 * @param why nothing is, in a sentence, where somebody looked; else empty
 */
public record Quality(BigDecimal percent, @Nullable MeasuredQuality measured, String why) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The 80 % point of the normal distribution. */
  private static final double LIKELY = 0.8416212335729143;

  /**
   * @throws IllegalArgumentException for a threshold that asks for nothing, or for what cannot be
   */
  public Quality {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException(
          "The quality threshold is above 0 and at most 100 per cent.");
    }
  }

  /** Nobody has looked for what is not measured. */
  public Quality(BigDecimal percent, @Nullable MeasuredQuality measured) {
    this(percent, measured, "");
  }

  /** How the threshold stands to what was measured. The formats take the threshold. */
  public enum Standing {
    MET(
        "met",
        "The quality threshold is met: the whole 95 %% interval lies at or above %s %%. An interval holds for one look, when all is counted."),
    NOT_MET(
        "not met",
        "The quality threshold is not met: the whole 95 %% interval lies below %s %%, so the return is that of a model that is not good enough. An interval holds for one look, when all is counted."),
    NOT_KNOWN(
        "not known yet",
        "Whether the quality threshold is met is not known: %s %% lies within the 95 %% interval. The return counts only if the threshold is met. An interval holds for one look, when all is counted."),
    NOT_MEASURED(
        "not measured",
        "No measured quality is held against the threshold: the return counts only if %s %% is met.");

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
        "More verdicts would tell, each on a prompt of its own: with about %s more, in four of five cases, if the share stays what it is."),
    MORE_CHECKS(
        "More checks would tell: with about %s more, in four of five cases, if the share stays what it is."),
    BEYOND("More than %s more would be needed to tell: the share is too near the threshold."),
    NEVER(
        "However many there are, nobody can tell: that none is ever lost cannot be shown, so ask for less than 100 %%.");

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

  /** The same threshold, with a sentence about why nothing measured is held against it. */
  public Quality unmeasured(String because) {
    return new Quality(percent, null, because);
  }

  /**
   * Met when the whole 95 % interval is at the threshold or above, not met when it is below, and
   * not known when the threshold lies within.
   */
  public Standing standing() {
    return measured == null ? Standing.NOT_MEASURED : of(measured.share());
  }

  private double least() {
    return percent.movePointLeft(2).doubleValue();
  }

  private Standing of(Estimate share) {
    double least = least();
    if (share.low() >= least) {
      return Standing.MET;
    }
    return share.high() < least ? Standing.NOT_MET : Standing.NOT_KNOWN;
  }

  /**
   * About how many more verdicts or checks, each independent of the others, would tell in four of
   * five cases, if the model goes on to reach the share that it has reached: so many that also a
   * share that only one case in five is worse than leaves the threshold outside.
   *
   * @return 0 when it is known and when nothing was measured; {@link MoreVotes#MOST} when it is
   *     that many or more
   */
  public long more() {
    if (measured == null || standing() != Standing.NOT_KNOWN) {
      return 0;
    }
    double value = measured.share().value();
    boolean below = value < least();
    Standing told = below ? Standing.NOT_MET : Standing.MET;
    for (int more = 1; more < MoreVotes.MOST; more++) {
      long all = measured.independent() + more;
      double chance = LIKELY * Math.sqrt(value * (1 - value) * more) / all;
      double unlucky = Math.clamp(below ? value + chance : value - chance, 0.0, 1.0);
      if (of(MeasuredQuality.wilson(unlucky, all)) == told) {
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
    if (percent.compareTo(HUNDRED) == 0) {
      return Optional.of(Outlook.NEVER);
    }
    if (more() >= MoreVotes.MOST) {
      return Optional.of(Outlook.BEYOND);
    }
    return Optional.of(
        measured.basis() == Basis.CHECKS ? Outlook.MORE_CHECKS : Outlook.MORE_VERDICTS);
  }

  /** Whether the return counts, and what would tell when nobody knows. */
  public String sentence() {
    String sentence =
        standing().sentence().formatted(threshold()) + (why.isEmpty() ? "" : " " + why);
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
