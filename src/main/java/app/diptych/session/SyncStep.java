package app.diptych.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What brings a prompt and its file back in step. */
enum SyncStep {
  NOTHING,
  /** Both became the same, by whatever way. */
  AGREE,
  /** The file changed: it is the new revision. */
  TAKE,
  /** The prompt changed: it is written. */
  WRITE,
  /** Both changed: the file is the new revision, the prompt as it was is the one before. */
  TAKE_BESIDE,
  DELETE_PROMPT,
  DELETE_FILE,
  /** Both are gone. */
  FORGET;

  /**
   * Decides from what there was and what there is; whoever is gone is null.
   *
   * @param marked both, when they were last the same
   * @param prompt the prompt now
   * @param file its file now
   */
  static SyncStep of(@Nullable String marked, @Nullable String prompt, @Nullable String file) {
    if (Objects.equals(prompt, file)) {
      if (Objects.equals(prompt, marked)) {
        return NOTHING;
      }
      return prompt == null ? FORGET : AGREE;
    }
    boolean promptChanged = !Objects.equals(prompt, marked);
    boolean fileChanged = !Objects.equals(file, marked);
    // What was deleted on one side and changed on the other stays: nothing anybody wrote is lost.
    if (file == null) {
      return promptChanged ? WRITE : DELETE_PROMPT;
    }
    if (prompt == null) {
      return fileChanged ? TAKE : DELETE_FILE;
    }
    if (promptChanged && fileChanged) {
      return TAKE_BESIDE;
    }
    return fileChanged ? TAKE : WRITE;
  }
}
