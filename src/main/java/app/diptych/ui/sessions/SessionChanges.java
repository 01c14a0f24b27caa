package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.FxThread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Changes to saved sessions. What was done is said, and can be taken back, only once it is on the
 * disk. JavaFX thread only.
 */
public final class SessionChanges {
  private final Supplier<Optional<Workspace>> workspace;
  private final Consumer<String> changed;
  private final ReadOnlyObjectWrapper<@Nullable News> news = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");

  /**
   * What came of the last change.
   *
   * @param back takes it back; null for what went wrong
   */
  public record News(String words, @Nullable Runnable back) {
    public boolean isProblem() {
      return back == null;
    }
  }

  private interface Change {
    CompletableFuture<Void> on(Sessions sessions);
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param changed told the id of a session once a change to it is saved or refused
   */
  SessionChanges(Supplier<Optional<Workspace>> workspace, Consumer<String> changed) {
    this.workspace = workspace;
    this.changed = changed;
    look();
  }

  /** Finds out again whether anything can be changed. */
  void look() {
    whyNot.set(
        workspace
            .get()
            .map(there -> told(there.readOnly().orElse("")))
            .orElse(say("Nothing can be saved here, so nothing can be changed.")));
  }

  public void rename(SessionSummary session, String title) {
    String wanted = title.strip();
    if (!wanted.isEmpty() && !wanted.equals(session.title())) {
      make(
          session.id(),
          say("Renamed to \u201c%s\u201d").formatted(wanted),
          sessions -> sessions.rename(session.id(), wanted),
          sessions -> sessions.rename(session.id(), session.title()));
    }
  }

  /** Gives a session these tags, and no others. */
  public void tag(SessionSummary session, String commaSeparated) {
    List<String> wanted =
        List.of(commaSeparated.split(",")).stream()
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .toList();
    if (!wanted.equals(session.tags())) {
      make(
          session.id(),
          say("Tags changed"),
          sessions -> sessions.tag(session.id(), wanted),
          sessions -> sessions.tag(session.id(), session.tags()));
    }
  }

  public void pin(SessionSummary session) {
    boolean now = !session.pinned();
    make(
        session.id(),
        now ? say("Pinned") : say("No longer pinned"),
        sessions -> sessions.pin(session.id(), now),
        sessions -> sessions.pin(session.id(), !now));
  }

  public void archive(SessionSummary session) {
    boolean now = !session.archived();
    make(
        session.id(),
        now ? say("Archived") : say("Taken out of the archive"),
        sessions -> sessions.archive(session.id(), now),
        sessions -> sessions.archive(session.id(), !now));
  }

  /**
   * Copies a session.
   *
   * @return the id of the copy
   */
  public String duplicate(SessionSummary session) {
    String copy = Sessions.newId();
    String title = session.title() + " (copy)";
    make(
        copy,
        say("Copied to \u201c%s\u201d").formatted(title),
        sessions -> sessions.duplicate(session.id(), copy, title),
        sessions -> sessions.delete(copy));
    return copy;
  }

  public void delete(SessionSummary session) {
    make(
        session.id(),
        say("Deleted \u201c%s\u201d").formatted(session.title()),
        sessions -> sessions.delete(session.id()),
        sessions -> sessions.restore(session.id()));
  }

  /** Brings a deleted session back. */
  public void restore(SessionSummary session) {
    make(
        session.id(),
        say("Brought back \u201c%s\u201d").formatted(session.title()),
        sessions -> sessions.restore(session.id()),
        sessions -> sessions.delete(session.id()));
  }

  private void make(String session, String what, Change change, Change back) {
    run(session, change, () -> news.set(new News(what, () -> run(session, back, () -> {}))));
  }

  private void run(String session, Change change, Runnable done) {
    look();
    Workspace to = workspace.get().orElse(null);
    if (to == null || !whyNot.get().isEmpty()) {
      news.set(new News(whyNot.get(), null));
      return;
    }
    follow(change.on(to.sessions()), session, done);
  }

  private void follow(CompletableFuture<Void> change, String session, Runnable done) {
    var _ =
        change.whenComplete((_, refused) ->
            FxThread.later(() -> {
              if (refused == null) {
                done.run();
              } else {
                Throwable cause = refused.getCause() == null ? refused : refused.getCause();
                news.set(
                    new News(say("The change was not saved: %s").formatted(told(cause)), null));
              }
              changed.accept(session);
            }));
  }

  /**
   * Something was saved by somebody else, and can be taken back.
   *
   * @param back does so
   * @param sessions the ids of the sessions it concerns
   */
  void offer(String what, Supplier<CompletableFuture<Void>> back, List<String> sessions) {
    news.set(new News(what, () -> follow(back.get(), "", () -> sessions.forEach(changed))));
  }

  /** Says why something was not done. */
  public void complain(String why) {
    news.set(new News(why, null));
  }

  /** Takes the last change back. */
  public void undo() {
    News last = news.get();
    if (last != null && last.back() != null) {
      news.set(null);
      last.back().run();
    }
  }

  /** What was said of the last change is no longer wanted. */
  public void dismiss() {
    news.set(null);
  }

  /** What came of the last change, or null. */
  public ReadOnlyObjectProperty<@Nullable News> newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** Why nothing can be changed, as a sentence; empty when it can. */
  public ReadOnlyStringProperty whyNotProperty() {
    return whyNot.getReadOnlyProperty();
  }
}
