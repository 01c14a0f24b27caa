package app.diptych.cli;

import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Finds sessions by words of their titles, prompts and answers. */
@Command(
    name = "search",
    description = "Lists the sessions with all of these words in their title, a prompt or answers.")
final class SessionsSearchCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "The words.")
  List<String> words = new ArrayList<>();

  SessionsSearchCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      List<SessionSummary> found =
          saved == null
              ? List.of()
              : saved.sessions().list(SessionQuery.words(String.join(" ", words)));
      SessionsText.print(root, found, "No session has all of these words.");
      return Exit.FINE;
    }
  }
}
