package app.diptych.cli;

import app.diptych.session.Named;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings a deleted session back. */
@Command(
    name = "restore",
    description = "Brings a deleted session back: sessions list --deleted names them.",
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "Exit code: 0 restored, 1 it could not be saved, 2 there is none, or nothing can be saved."
    })
final class SessionsRestoreCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "SESSION", description = "The deleted session.")
  String name = "";

  SessionsRestoreCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspaceToSave();
      return switch (saved.sessions().names().deleted(name)) {
        case Named.One<SessionSummary>(SessionSummary session) ->
            restore(saved.sessions(), session);
        case Named.None<SessionSummary> none -> {
          root.terminal().complain(none.failure());
          yield Exit.NOT_STARTED;
        }
      };
    }
  }

  private int restore(Sessions sessions, SessionSummary session) throws InterruptedException {
    try {
      sessions.restore(session.id()).get();
    } catch (ExecutionException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      root.terminal().complain("The session was not restored: " + cause.getMessage());
      return Exit.FAILED;
    }
    if (root.json) {
      root.terminal().print(SessionsText.pretty(SessionsText.json(session).put("restored", true)));
    } else {
      root.terminal()
          .print("Restored " + Terminal.safe(SessionsText.oneLine(session.title())) + ".");
    }
    return Exit.FINE;
  }
}
