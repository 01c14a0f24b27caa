package app.diptych.local.download;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a download is.
 *
 * @param file the name of the file under way
 * @param done bytes of the whole model that are here
 * @param total bytes of the whole model; -1 when nobody said
 * @param bytesPerSecond over the last seconds; 0 while nothing comes
 * @param left time the rest takes at this rate; null when that cannot be told
 * @param note why it waits or begins again, as a sentence; empty when there is nothing to say
 */
public record DownloadProgress(
    Phase phase,
    String file,
    long done,
    long total,
    double bytesPerSecond,
    @Nullable Duration left,
    String note) {

  /** What is being done. */
  public enum Phase {
    ASKING,
    DOWNLOADING,
    /** The connection was lost or the server is busy: it will be tried again. */
    WAITING,
    /** All is here; its SHA-256 is computed. */
    CHECKING
  }

  /** The share that is done, from 0 to 1; -1 when nobody knows. */
  public double share() {
    return total <= 0 ? -1 : Math.min(1, (double) done / total);
  }
}
