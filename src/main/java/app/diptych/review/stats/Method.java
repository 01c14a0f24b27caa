package app.diptych.review.stats;

/** How each number was computed and where the method comes from, in words for whoever asks. */
public enum Method {
  WIN_RATE(
      "A's wins plus half of the ties, of all votes but those that found both bad. 95 % interval of"
          + " Wilson (1927), which takes votes for independent."),
  BY_PROMPT(
      "The same share; the interval draws prompts, not votes, 2,000 times (cluster bootstrap), so"
          + " that many votes on one prompt do not pass for many prompts. Above 5,000 prompts the"
          + " cluster-robust normal interval."),
  SIGN_TEST(
      "Exact two-sided sign test of decisive votes, ties dropped. It holds for one look, when all"
          + " votes are in."),
  STOPPING(
      "E-value of the uniform mixture, 2^n B(k+1, n-k+1) (Robbins 1970; Howard et al. 2021). A winner"
          + " is called when it reaches 20, which happens by chance in at most 5 % of comparisons"
          + " however often one looks. Practically equal: the whole confidence sequence lies within"
          + " 45 % to 55 %."),
  MORE_VOTES(
      "The middle of 201 simulated futures in which A's share stays what it is now and as many votes"
          + " as now are decisive."),
  RATINGS(
      "Bradley-Terry (1952) by maximum likelihood, 1000 + 400/ln 10 * strength, mean 1000. A tie is"
          + " half a win for both, or Davidson's (1970) where asked. Sandwich intervals (Chiang et al."
          + " 2024). Between two models it says no more than the win rate."),
  STYLE(
      "Bradley-Terry with four more terms: by how much an answer is ahead in length, lists, headers"
          + " and bold, (a - b)/(a + b), in units of its spread (LMSYS 2024). Ratings between answers"
          + " that look alike."),
  SLICES(
      "Sign test for each tag, adjusted by Benjamini and Yekutieli (2001) for how many tags were"
          + " looked at; marked where e-BH (Wang and Ramdas 2022) finds it as well."),
  AGREEMENT(
      "Raw agreement of pairs of raters; Cohen's (1960), weighted (1968) and Fleiss' (1971) kappa;"
          + " Krippendorff's alpha (2011), nominal, ordinal and interval. Bootstrap intervals over"
          + " items."),
  POSITION(
      "How often the left answer won, of decisive votes whose places are known. Wilson interval."),
  PASSES("McNemar's exact test (1947) on prompts that only one of the two passed."),
  NOISE_FLOOR(
      "Votes on two answers of one model: what raters prefer where there is nothing to prefer."),
  REPEATS("Prompts with several items, each as one row: what most of its votes say."),
  CRITERIA(
      "Means of votes; the 95 % intervals draw prompts, not votes, 2,000 times. The difference is taken"
          + " within each vote. Pass or fail also by McNemar's exact test (1947), where an answer"
          + " passes when more than half of its raters say so. Agreement: Krippendorff's alpha (2011),"
          + " ordinal, interval by drawing answers 1,000 times."),
  MARKS(
      "Of the answers that raters saw, those with at least one such mark, counted once for each rater"
          + " who saw them. Wilson interval."),
  HYGIENE(
      "Votes less than two seconds after the rater's one before; raters with at least ten placed"
          + " votes of which 85 % are for one side, beyond chance; verdicts of a rater on one item"
          + " twice. Nothing is dropped.");

  private final String text;

  Method(String text) {
    this.text = text;
  }

  /** In a few sentences. */
  public String text() {
    return text;
  }
}
