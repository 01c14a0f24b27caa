package app.diptych.trial;

/** How far one side of a trial has come. */
public enum SideState {
  /** The provider gets ready, for example loads a model. Not answering time. */
  PREPARING,
  /** Ready, waiting for the other side to be. */
  READY,
  /** The request waits in this program for its turn. Not answering time. */
  QUEUED,
  /** The request is on its way and nothing has come back. */
  WAITING,
  /** Reasoning arrives. */
  REASONING,
  /** The answer arrives. */
  STREAMING,
  /** The answer is complete. */
  FINISHED,
  /** The answer ended early; what came is kept. */
  FAILED;

  public boolean isLast() {
    return this == FINISHED || this == FAILED;
  }
}
