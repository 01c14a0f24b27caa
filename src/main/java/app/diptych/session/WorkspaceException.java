package app.diptych.session;

import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The workspace cannot be used; the message says what happened and what to do. */
public final class WorkspaceException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong, for programs. */
  public enum Kind {
    /** The file is no workspace. */
    FOREIGN,
    /** The file is a workspace and can no longer be read; a backup may help. */
    DAMAGED,
    /** The file or its folder cannot be reached or written. */
    UNREACHABLE,
    /** Another process has it, and it can have one of that kind only. */
    IN_USE,
    /** A newer version made it: it can be read, and nothing can be changed. */
    READ_ONLY
  }

  private final Kind kind;

  WorkspaceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  WorkspaceException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A change that the workspace did not take. */
  public static WorkspaceException refused(ExecutionException failed) {
    Throwable why = failed.getCause() == null ? failed : failed.getCause();
    return new WorkspaceException(
        Kind.UNREACHABLE, "A change could not be saved: " + why.getMessage() + ".", why);
  }

  public Kind kind() {
    return kind;
  }

  /** The message, which an exception of this type always has. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
