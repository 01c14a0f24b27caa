package app.diptych.cli;

import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the saved sessions, pinned ones first, then the last changed. */
@Command(name = "list", description = "Lists the saved sessions, the last changed first.")
final class SessionsListCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(names = "--model", paramLabel = "MODEL", description = "Only those it answered in.")
  @Nullable String model;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
  @Nullable String tag;

  @Option(names = "--archived", description = "The archived ones in place of the others.")
  boolean archived;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many. Default: ${DEFAULT-VALUE}.",
      defaultValue = "" + SessionQuery.PAGE)
  int limit = SessionQuery.PAGE;

  SessionsListCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    if (limit < 1) {
      throw new IllegalArgumentException("The limit must be 1 or more, not " + limit + ".");
    }
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      List<SessionSummary> found =
          saved == null
              ? List.of()
              : saved
                  .sessions()
                  .list(new SessionQuery("", model, tag, null, null, null, false, archived, limit));
      SessionsText.print(
          root,
          found,
          model == null && tag == null && !archived ? SessionsText.NONE_YET : "No session fits.");
      return Exit.FINE;
    }
  }
}
