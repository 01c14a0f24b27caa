package app.diptych.local.download;

import java.nio.file.Path;
import java.util.List;

/** How a download ended. */
public sealed interface DownloadOutcome {

  /**
   * The model is here, whole and checked.
   *
   * @param files in their order; one, but for a split model
   * @param sha256 of each of them
   * @param verified whether that is what the hub or the user said; otherwise nobody said anything
   * @param wasThere whether nothing had to be fetched
   */
  record Finished(List<Path> files, List<String> sha256, boolean verified, boolean wasThere)
      implements DownloadOutcome {
    public Finished {
      files = List.copyOf(files);
      sha256 = List.copyOf(sha256);
    }
  }

  /** The user stopped it; what came is kept, and the next try goes on there. */
  record Stopped() implements DownloadOutcome {}

  /**
   * It cannot go on.
   *
   * @param message what happened, in one sentence
   * @param hint what the user can do, in one sentence
   * @param resumable whether what came so far is kept
   */
  record Failed(String message, String hint, boolean resumable) implements DownloadOutcome {
    /** Both as running text. */
    public String sentences() {
      return message + " " + hint;
    }
  }
}
