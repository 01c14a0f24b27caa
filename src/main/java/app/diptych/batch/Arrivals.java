package app.diptych.batch;

import app.diptych.batch.BatchSummary.SideSummary;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Percentiles;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What must be said beside latencies of batches whose rows arrived at a rate: they count from when
 * a request was sent, so that what waited in the queue of a slow model looks quick.
 */
public final class Arrivals {
  /** Rows share their places. */
  public static final String TOGETHER =
      "A row has its place until both sides have answered, so the faster side waits behind the slower"
          + " one.";

  private static final String ELSEWHERE = "What it was from arrival is told by diptych benchmark.";

  private Arrivals() {}

  /**
   * What the latencies of these sessions were from arrival. Goes through every item of their
   * batches.
   *
   * @param sessions by their ids
   * @return a few sentences for each batch whose rows arrived at a rate
   */
  public static List<String> notes(Workspace workspace, Set<String> sessions)
      throws WorkspaceException {
    List<String> notes = new ArrayList<>();
    for (SavedBatch batch : atARate(workspace, sessions)) {
      BatchSummary summary = BatchSummary.of(workspace, batch);
      StringBuilder note = new StringBuilder(head(workspace, batch));
      for (Side side : Side.values()) {
        List<Double> times = summary.side(side).fromArrival();
        if (!times.isEmpty()) {
          note.append(
              " From arrival, %s (%s) took %s at p50 and %s at p95."
                  .formatted(
                      side,
                      BatchOrigin.model(batch, side),
                      percentile(times, 50),
                      percentile(times, 95)));
        }
      }
      notes.add(note.append(' ').append(TOGETHER).toString());
    }
    return notes;
  }

  /** The same without numbers, and where they are; quick. */
  public static List<String> hints(Workspace workspace, Set<String> sessions)
      throws WorkspaceException {
    List<String> hints = new ArrayList<>();
    for (SavedBatch batch : atARate(workspace, sessions)) {
      hints.add(String.join(" ", head(workspace, batch), ELSEWHERE, TOGETHER));
    }
    return hints;
  }

  private static List<SavedBatch> atARate(Workspace workspace, Set<String> sessions)
      throws WorkspaceException {
    return workspace.batches().list().stream()
        .filter(batch -> sessions.contains(batch.session()) && rate(batch) > 0)
        .toList();
  }

  /** Rows a second; 0 when each was asked once another was done, or nobody knows. */
  private static double rate(SavedBatch batch) {
    Pace pace = BatchOrigin.of(batch).pace();
    Double rate = pace == null ? null : pace.perSecond();
    return rate == null ? 0 : rate;
  }

  private static String head(Workspace workspace, SavedBatch batch) throws WorkspaceException {
    String title =
        workspace.sessions().find(batch.session()).map(SessionSummary::title).orElse(batch.id());
    return String.format(
        Locale.ROOT,
        "Rows of \"%s\" arrived at %s a second, and E2E counts from when each request was sent.",
        title,
        Double.toString(rate(batch)).replaceFirst("\\.0$", ""));
  }

  private static String percentile(List<Double> sorted, double percent) {
    return SideSummary.percentile(sorted, percent)
        .map(value -> String.format(Locale.ROOT, "%,.1f ms", value))
        .orElse("(needs %d answers)".formatted(Percentiles.needed(percent)));
  }
}
