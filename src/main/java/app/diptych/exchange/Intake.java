package app.diptych.exchange;

import app.diptych.prompt.Prompt;
import app.diptych.session.Prompts;
import app.diptych.session.SavedSession;
import app.diptych.session.Sessions;
import app.diptych.session.Trouble;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a file would add to the workspace, decided before anything is saved. Nothing that is there
 * already is ever changed by it.
 *
 * @param imported what the file holds
 * @param sessions those to be added; one that is here already comes as a copy
 * @param copies how many of them are copies
 * @param prompts those to be added
 * @param knownPrompts how many prompts of the file are in the library already, word for word
 */
public record Intake(
    Imported imported,
    List<SavedSession> sessions,
    int copies,
    List<Prompt> prompts,
    int knownPrompts) {
  /** Handed over together, so that the disk is waited for once. */
  private static final int BATCH = 100;

  private static final int PATIENCE_SECONDS = 10;

  public Intake {
    sessions = List.copyOf(sessions);
    prompts = List.copyOf(prompts);
  }

  /** All of it, where there is nothing yet. */
  public static Intake ofAll(Imported imported) {
    return new Intake(imported, imported.sessions(), 0, imported.prompts(), 0);
  }

  /** Looks at what is here already; reads only. */
  public static Intake of(Imported imported, Workspace workspace, Instant now)
      throws WorkspaceException {
    List<SavedSession> sessions = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    int copies = 0;
    for (SavedSession session : imported.sessions()) {
      boolean free = taken.add(session.summary().id()) && !workspace.sessions().has(session);
      copies += free ? 0 : 1;
      sessions.add(
          free
              ? session
              : session.copy(Sessions.newId(), session.summary().title() + " (copy)", now));
    }
    List<Prompt> prompts = fresh(imported.prompts(), workspace.prompts());
    return new Intake(
        imported, sessions, copies, prompts, imported.prompts().size() - prompts.size());
  }

  /** Whether there is nothing to save. */
  public boolean isEmpty() {
    return sessions.isEmpty() && prompts.isEmpty();
  }

  /** How much it is, for people, such as {@code 2 sessions, 1 prompt}. */
  public String words() {
    List<String> words = new ArrayList<>();
    if (!sessions.isEmpty()) {
      words.add(count(sessions.size(), "session"));
    }
    if (!prompts.isEmpty()) {
      words.add(count(prompts.size(), "prompt"));
    }
    return String.join(", ", words);
  }

  private static String count(int count, String what) {
    return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, what);
  }

  /**
   * Saves it and waits until it is on the disk; each session and each prompt whole or not at all.
   *
   * @throws ExchangeException when something was refused, with what and why
   */
  public void save(Workspace workspace) throws ExchangeException, InterruptedException {
    for (SavedSession session : sessions) {
      await(workspace.sessions().add(session), session.summary().title(), workspace);
    }
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (Prompt prompt : prompts) {
      waiting.add(workspace.prompts().save(prompt));
      if (waiting.size() == BATCH || prompt.equals(prompts.getLast())) {
        await(
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)),
            prompt.title(),
            workspace);
        waiting.clear();
      }
    }
  }

  /** Takes out again what {@link #save} added. */
  public CompletableFuture<Void> takeBack(Workspace workspace) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    sessions.forEach(one -> all.add(workspace.sessions().delete(one.summary().id())));
    prompts.forEach(one -> all.add(workspace.prompts().delete(one.id())));
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  private static void await(CompletableFuture<Void> change, String what, Workspace workspace)
      throws ExchangeException, InterruptedException {
    for (int troubled = 0; troubled < PATIENCE_SECONDS; ) {
      try {
        change.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException waits) {
        // A large session takes its time; a disk that refuses is given up on.
        troubled = workspace.trouble().isPresent() ? troubled + 1 : 0;
      } catch (ExecutionException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        throw new ExchangeException(
            "\u201c" + what + "\u201d could not be saved: " + Reason.of(cause) + ".", refused);
      }
    }
    throw new ExchangeException(
        "\u201c"
            + what
            + "\u201d is not saved yet: "
            + workspace.trouble().map(Trouble::words).orElse("the disk does not answer")
            + ". It will be as soon as that is mended and Diptych still runs.");
  }

  /** Those whose words are not here yet, with ids that no other prompt has. */
  private static List<Prompt> fresh(List<Prompt> wanted, Prompts library)
      throws WorkspaceException {
    Set<Prompt> here = new HashSet<>();
    for (Prompts.Used used : library.list()) {
      here.add(bare(used.prompt()));
    }
    List<Prompt> fresh = new ArrayList<>();
    for (Prompt prompt : wanted) {
      if (here.add(bare(prompt))) {
        fresh.add(withId(prompt, Sessions.newId()));
      }
    }
    return fresh;
  }

  private static Prompt bare(Prompt prompt) {
    return new Prompt(
        "-",
        prompt.title(),
        List.of(),
        "",
        prompt.system(),
        prompt.text(),
        prompt.variables(),
        prompt.sampling(),
        "",
        false);
  }

  private static Prompt withId(Prompt prompt, String id) {
    return new Prompt(
        id,
        prompt.title(),
        prompt.tags(),
        prompt.folder(),
        prompt.system(),
        prompt.text(),
        prompt.variables(),
        prompt.sampling(),
        prompt.notes(),
        prompt.favourite());
  }
}
