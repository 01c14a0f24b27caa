package app.diptych.session;

import app.diptych.prompt.PromptFolder.Problem;
import java.util.List;

/**
 * What came of keeping prompts and a folder in step.
 *
 * @param state whether the folder could be kept in step at all
 * @param files how many prompts the folder holds
 * @param taken prompts that came new or changed from the folder
 * @param written prompts that were written into it
 * @param deleted titles of prompts whose file was deleted
 * @param conflicts prompts that had changed here and in the folder
 * @param problems files that could not be taken or written
 */
public record SyncReport(
    State state,
    int files,
    int taken,
    int written,
    List<Deleted> deleted,
    List<Conflict> conflicts,
    List<Problem> problems) {

  /** How it is with the folder. */
  public enum State {
    IN_STEP,
    /** The folder is not there, or cannot be read; no prompt was touched. */
    MISSING,
    /** Every file is gone at once; no prompt was touched. */
    EMPTIED
  }

  /** A prompt that was deleted because its file was. */
  public record Deleted(String id, String title) {}

  /** A prompt that had changed on both sides: both are kept, as its last two revisions. */
  public record Conflict(String id, String title) {}

  public SyncReport {
    deleted = List.copyOf(deleted);
    conflicts = List.copyOf(conflicts);
    problems = List.copyOf(problems);
  }

  static SyncReport untouched(State state, List<Problem> problems) {
    return new SyncReport(state, 0, 0, 0, List.of(), List.of(), problems);
  }

  /** Whether the prompts of the workspace are not what they were. */
  public boolean changedPrompts() {
    return taken > 0 || !deleted.isEmpty();
  }
}
