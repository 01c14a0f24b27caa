package app.diptych.exchange;

import app.diptych.prompt.Prompt;
import app.diptych.session.SavedSession;
import java.util.List;

/**
 * What a file holds, in our words; nothing of it is saved yet.
 *
 * @param format what the file was taken for
 * @param sessions comparisons, each ready for {@link app.diptych.session.Sessions#add}
 * @param prompts prompts without answers
 * @param losses what the file holds and we cannot carry
 * @param understood how the file was understood where that is not certain, a sentence each
 */
public record Imported(
    Format format,
    List<SavedSession> sessions,
    List<Prompt> prompts,
    List<Loss> losses,
    List<String> understood) {
  public Imported {
    sessions = List.copyOf(sessions);
    prompts = List.copyOf(prompts);
    losses = List.copyOf(losses);
    understood = List.copyOf(understood);
  }

  /** Of a format that leaves nothing to be guessed. */
  public Imported(
      Format format, List<SavedSession> sessions, List<Prompt> prompts, List<Loss> losses) {
    this(format, sessions, prompts, losses, List.of());
  }
}
