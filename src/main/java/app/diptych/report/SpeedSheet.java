package app.diptych.report;

import app.diptych.local.SpeedTest.Measured;
import app.diptych.timing.Summary;
import java.util.Locale;

/** How quickly a model on this machine reads and writes, as a table for other programs. */
public final class SpeedSheet {
  private static final String HEAD =
      "model,engine,backend,test,tokens,tokens per second,deviation,repetitions\r\n";

  private SpeedSheet() {}

  /** Comma-separated values: a head, a row for reading and one for writing. */
  public static String csv(String model, Measured measured) {
    return HEAD
        + row(model, measured, "reads", measured.promptTokens(), measured.reading())
        + row(model, measured, "writes", measured.writtenTokens(), measured.writing());
  }

  private static String row(
      String model, Measured measured, String test, double tokens, Summary rate) {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%.0f,%.2f,%.2f,%d\r\n",
        SheetCsv.text(model),
        SheetCsv.text(String.valueOf(measured.origin().engine())),
        SheetCsv.text(String.valueOf(measured.origin().backend())),
        test,
        tokens,
        rate.mean().orElse(0),
        rate.deviation().orElse(0),
        rate.count());
  }
}
