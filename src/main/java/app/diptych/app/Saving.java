package app.diptych.app;

import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException;
import app.diptych.session.WorkspaceException.Kind;
import java.lang.System.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What could be opened for saving, or why nothing could.
 *
 * @param workspace null when nothing can be saved
 * @param problem a sentence for the user, empty when there is none
 * @param damaged whether a backup would help
 */
record Saving(@Nullable Workspace workspace, String problem, boolean damaged) {
  private static final Logger LOG = System.getLogger("diptych");

  /** Blocks while the file is opened, and for as long as an old one takes to be brought up. */
  static Saving open(Wiring wiring, Role role) {
    try {
      return new Saving(wiring.openWorkspace(role), "", false);
    } catch (WorkspaceException refused) {
      return new Saving(
          null,
          refused.sentence() + " Until then nothing is saved.",
          refused.kind() == Kind.DAMAGED);
    } catch (RuntimeException fault) {
      LOG.log(Logger.Level.ERROR, "The workspace could not be opened", fault);
      return new Saving(
          null, "Nothing is saved: the workspace cannot be read (" + fault + ").", false);
    }
  }
}
