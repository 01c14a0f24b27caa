package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.download.Download;
import app.diptych.local.download.DownloadOutcome;
import app.diptych.local.download.DownloadOutcome.Finished;
import app.diptych.local.download.Downloads;
import app.diptych.local.download.Unfinished;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What is downloaded, and what was. JavaFX thread only. */
public final class DownloadModel {
  private final Downloads downloads;
  private final Background background;
  private final Executor fx;
  private final Runnable arrived;
  private final StringProperty typed = new SimpleStringProperty("");
  private final StringProperty sha256 = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ObservableList<DownloadItem> items = FXCollections.observableArrayList();

  /**
   * @param arrived called when a model is here
   */
  DownloadModel(Downloads downloads, Background background, Executor fx, Runnable arrived) {
    this.downloads = downloads;
    this.background = background;
    this.fx = fx;
    this.arrived = arrived;
    typed.addListener((_, _, _) -> problem.set(""));
    sha256.addListener((_, _, _) -> problem.set(""));
  }

  /** Shows what an earlier run of the program left. */
  void lookForUnfinished() {
    background.run(downloads::unfinished, this::show, _ -> {});
  }

  private void show(List<Unfinished> all) {
    for (Unfinished left : all) {
      boolean known = items.stream().anyMatch(item -> item.name().equals(left.address()));
      if (!known && !left.address().isEmpty()) {
        DownloadItem item = new DownloadItem(left.address(), null, left.address());
        item.left(left.done(), left.total());
        items.add(item);
      }
    }
  }

  /** Downloads what was typed. */
  public void begin() {
    try {
      String named = typed.get();
      String hash = sha256.get().isBlank() ? null : sha256.get();
      Download download = downloads.of(named, hash);
      String name = download.name();
      if (items.stream().anyMatch(item -> item.name().equals(name) && item.isRunning())) {
        problem.set(say("That is being downloaded already."));
        return;
      }
      items.removeIf(item -> item.name().equals(name));
      DownloadItem item = new DownloadItem(named, hash, name);
      items.addFirst(item);
      typed.set("");
      sha256.set("");
      run(item, download);
    } catch (IllegalArgumentException nonsense) {
      problem.set(told(nonsense));
    }
  }

  /** Goes on where a download was stopped. */
  public void resume(DownloadItem item) {
    if (!item.isRunning()) {
      try {
        run(item, downloads.of(item.typed(), item.sha256()));
      } catch (IllegalArgumentException nonsense) {
        problem.set(told(nonsense));
      }
    }
  }

  private void run(DownloadItem item, Download download) {
    item.started(download);
    background.run(
        () -> download.run(progress -> fx.execute(() -> item.tell(download, progress))),
        outcome -> ended(item, outcome),
        fault ->
            ended(
                item,
                new DownloadOutcome.Failed(
                    say("Something unexpected went wrong: %s.").formatted(fault),
                    say("Start it again."),
                    true)));
  }

  private void ended(DownloadItem item, DownloadOutcome outcome) {
    item.ended(outcome);
    if (outcome instanceof Finished) {
      arrived.run();
    } else if (item.isDiscarding()) {
      throwAway(item);
    }
  }

  /** Ends a download and throws away what came; one that has ended is only taken off the page. */
  public void cancel(DownloadItem item) {
    item.discard();
    if (item.stateProperty().get() == DownloadItem.State.DONE) {
      items.remove(item);
    } else if (!item.isRunning()) {
      throwAway(item);
    }
  }

  private void throwAway(DownloadItem item) {
    background.run(
        () -> {
          for (Unfinished left : downloads.unfinished()) {
            if (left.address().equals(item.name())) {
              downloads.discard(left);
            }
          }
          return true;
        },
        _ -> items.remove(item),
        fault -> problem.set(say("What came cannot be deleted: %s.").formatted(told(fault))));
  }

  /** Stops every download; each can go on later. */
  void close() {
    items.forEach(DownloadItem::pause);
  }

  /** What is to be downloaded. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** What it has to be; empty when the user does not know. */
  public StringProperty sha256Property() {
    return sha256;
  }

  /** Why what was typed is no download, as a sentence; empty when nothing is wrong. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The last one first. */
  public ObservableList<DownloadItem> items() {
    return items;
  }
}
