package app.diptych.aim;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * The aims of this product as numbers. A benchmark tells what it measured of one with {@link
 * #measured}, which prints it and writes it into {@code docs/benchmarks.md}.
 */
public enum Aim {
  CONFORMANCE(0, "Event streams read rightly", "%.0f of 20", Bound.AT_LEAST, 20, ""),
  READING(
      1,
      "Cost of a delta against a raw socket with an index scan",
      "%.2f x",
      Bound.AT_MOST,
      1.5,
      "OkHttp alone takes more than that"),
  READING_PEER(
      1,
      "openai-java's cost of a delta against ours",
      "%.1f x",
      Bound.AT_LEAST,
      4,
      "the cost of both changes with what the compiler knew by then"),
  LAG(
      2,
      "Lag from the server's write to the transcript, two streams at once, p50, against the floor",
      "%.2f x",
      Bound.AT_MOST,
      1.3,
      "what the machine itself does late is in both, and changes from run to run"),
  TTFT_ERROR(
      3,
      "Error of the TTFT against the server's own stamps, p99",
      "%.2f ms",
      Bound.AT_MOST,
      1,
      "what the machine itself does late is in it, as the raw socket shows"),
  FAIRNESS(
      3,
      "TTFT of A against B on identical streams: the far end of its 95 % interval",
      "%.3f ms",
      Bound.AT_MOST,
      0.2,
      "with so few processes the interval is wider than the difference"),
  FAIRNESS_SWAPPED(
      3,
      "What changes with the streams swapped: the far end of its 95 % interval",
      "%.3f ms",
      Bound.AT_MOST,
      0.2,
      "with so few processes the interval is wider than the difference"),
  FRAMES(
      4,
      "Frames drawn of frames possible, two panes of 200 deltas a second each",
      "%.3f",
      Bound.AT_LEAST,
      0.98,
      "a busy machine draws late"),
  FRAMES_FAST(
      4,
      "Frames drawn of frames possible, two panes of 2,500 deltas a second each",
      "%.3f",
      Bound.AT_LEAST,
      0.98,
      "two cores draw, lay out and send at once here"),
  BLOCK(
      4,
      "Longest work on the JavaFX thread between two frames, 200 deltas a second each",
      "%.1f ms",
      Bound.AT_MOST,
      33,
      "a pause of the collector or another program's turn on the core is in it"),
  BLOCK_FAST(
      4,
      "The same, 2,500 deltas a second each",
      "%.1f ms",
      Bound.AT_MOST,
      33,
      "a pause of the collector or another program's turn on the core is in it"),
  CHARTS(
      4,
      "Drawings of the live charts a second, beside two panes of 500 deltas a second each",
      "%.1f",
      Bound.AT_LEAST,
      29,
      "a busy machine draws late"),
  FRAMES_CHARTS(
      4,
      "Frames drawn of frames possible, the same window",
      "%.3f",
      Bound.AT_LEAST,
      0.98,
      "the whole window is drawn into memory here, panes and charts by the same two cores that send"),
  BLOCK_CHARTS(
      4,
      "Longest processor time of the JavaFX thread between two frames, the same window",
      "%.1f ms",
      Bound.AT_MOST,
      33,
      "a first layout of a longer answer is in it"),
  LENGTH(
      5,
      "JavaFX work for 1,000 characters at 200,000 shown against at 2,000",
      "%.2f x",
      Bound.AT_MOST,
      1.3,
      "the layout of the last block grows with the text"),
  SAVE(
      6,
      "Durable save of a batch of deltas against write and force of the same bytes",
      "%.2f x",
      Bound.AT_MOST,
      1.5,
      "SQLite's journal forces more than the row; the time of force itself is the disk's"),
  OPEN(
      6,
      "Opening a session of 1,000 trials",
      "%.0f ms",
      Bound.AT_MOST,
      300,
      "reading the rows from a disk that something else uses"),
  START(
      7,
      "Start to the first usable frame against an empty stage, from the sources",
      "%.2f x",
      Bound.AT_MOST,
      1.5,
      "the page that is shown has some 450 nodes whose styles are worked out"),
  START_IMAGE(
      7,
      "The same, from the package with its cache of classes",
      "%.2f x",
      Bound.AT_MOST,
      1.5,
      "the styles of the page that is shown"),
  IDLE(
      7,
      "Resident memory when idle",
      "%.0f MB",
      Bound.AT_MOST,
      250,
      "the demonstration models are loaded by processes of their own, which are not in it"),
  BATCH(
      8,
      "100 prompts to two models, four at a time, against a bare loop",
      "%.2f x",
      Bound.AT_MOST,
      1.2,
      "both answers of a row begin together and the next row waits for the slower, so that the"
          + " sides stay comparable"),
  BATCH_PEER(
      8,
      "promptfoo's time for the same against ours, its evaluation alone",
      "%.2f x",
      Bound.AT_LEAST,
      2,
      "most of the time of both is that of the server, which answers four at a time"),
  LOCAL(
      9,
      "Local tokens a second against the same native code without us, demo/base",
      "%.3f",
      Bound.AT_LEAST,
      0.97,
      "something else took the processor from one of the two"),
  HISTORY_FIRST(
      null,
      "First opening of the measure page in a new process until its sheet is painted, 100,080 requests"
          + " read ahead",
      "%.0f ms",
      Bound.AT_MOST,
      500,
      "its first styles and strokes are made by code that is not compiled yet"),
  HISTORY(
      null,
      "Distributions of 100,080 recorded requests on the measure page, all read anew",
      "%.0f ms",
      Bound.AT_MOST,
      500,
      ""),
  HISTORY_SHEET(
      null,
      "Trade-off and benchmark sheet of the same, all read anew",
      "%.0f ms",
      Bound.AT_MOST,
      500,
      "every answer is sorted and summed for each cell"),
  HISTORY_CLAIMS(null, "Claim sheet of the same", "%.0f ms", Bound.AT_MOST, 500, ""),
  HISTORY_METRICS(
      null,
      "File of all metrics of the same by model, with the gaps between their 4 million deltas",
      "%.0f ms",
      Bound.AT_MOST,
      500,
      "each delta is read from the disk and its row's sum checked"),
  LEDGER(null, "Sums of a ledger of 100,000 requests", "%.0f ms", Bound.AT_MOST, 500, "");

  /** On which side of the number the aim is met. */
  private enum Bound {
    AT_MOST("at most"),
    AT_LEAST("at least");

    private final String words;

    Bound(String words) {
      this.words = words;
    }
  }

  private final String number;
  private final String what;
  private final String format;
  private final Bound bound;
  private final double limit;
  private final String whenMissed;

  Aim(
      @org.jspecify.annotations.Nullable Integer number,
      String what,
      String format,
      Bound bound,
      double limit,
      String whenMissed) {
    this.number = number == null ? "" : number.toString();
    this.what = what;
    this.format = format;
    this.bound = bound;
    this.limit = limit;
    this.whenMissed = whenMissed;
  }

  /** Tells what was measured just now on this machine, which is written down as it is. */
  public void measured(double value) {
    measured(value, "");
  }

  /**
   * Tells the same with what the number rests on.
   *
   * @param basis for example its interval and how many samples there were
   */
  public void measured(double value, String basis) {
    AimRow row =
        new AimRow(
            number,
            what,
            bound.words + " " + written(limit),
            basis.isEmpty() ? written(value) : written(value) + " (" + basis + ")",
            verdict(value),
            "%s, load %.1f"
                .formatted(
                    LocalDate.now(ZoneId.systemDefault()),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    System.out.println("  " + row.line());
    AimTable.put(row);
  }

  /** What it is measured by, in the order of the table. */
  String what() {
    return what;
  }

  private String verdict(double value) {
    boolean met = bound == Bound.AT_MOST ? value <= limit : value >= limit;
    return met ? "met" : whenMissed.isEmpty() ? "**missed**" : "**missed**: " + whenMissed;
  }

  private String written(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
