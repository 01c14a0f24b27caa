package app.diptych.cli;

import app.diptych.session.SessionQuery;
import app.diptych.session.SessionQuery.Shelf;
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
      names = "--deleted",
      description = "The deleted ones that can still be restored, in place of the others.")
  boolean deleted;

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
    if (archived && deleted) {
      throw new IllegalArgumentException("Give --archived or --deleted, not both.");
    }
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      List<SessionSummary> found =
          saved == null
              ? List.of()
              : saved
                  .sessions()
                  .list(new SessionQuery("", model, tag, null, null, null, false, shelf(), limit));
      SessionsText.print(
          root,
          found,
          model != null || tag != null || archived
              ? "No session fits."
              : deleted ? "No session is deleted." : SessionsText.NONE_YET);
      return Exit.FINE;
    }
  }

  private Shelf shelf() {
    return deleted ? Shelf.DELETED : archived ? Shelf.ARCHIVED : Shelf.CURRENT;
  }
}
