package app.diptych.ui;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the program has to say that belongs to no page, until it was seen. JavaFX thread only. */
public final class NoticeModel {
  /** More would push the page away; the newest are kept. */
  private static final int MOST = 3;

  private final ObservableList<Notice> notices = FXCollections.observableArrayList();

  /** What it is about, which says how it looks. */
  public enum About {
    FAULT,
    MEMORY,
    DISK
  }

  /**
   * One thing to say.
   *
   * @param id one that comes again takes the place of the one before it
   * @param words one or two sentences: what is so, and what to do
   * @param copied what a button copies, null for no button
   */
  public record Notice(String id, About about, String words, @Nullable String copied) {}

  /** Says it, in the place of what was said under that id before. */
  public void show(Notice notice) {
    for (int i = 0; i < notices.size(); i++) {
      if (notices.get(i).id().equals(notice.id())) {
        notices.set(i, notice);
        return;
      }
    }
    if (notices.size() == MOST) {
      // What is still so, as a disk that is full, is not told again; a fault was told.
      notices.remove(
          notices.stream()
              .filter(old -> old.about() == About.FAULT)
              .findFirst()
              .orElse(notices.getFirst()));
    }
    notices.add(notice);
  }

  /** Takes it away: it was seen, or is not so any more. */
  public void remove(String id) {
    notices.removeIf(notice -> notice.id().equals(id));
  }

  /** Oldest first; do not change it. */
  public ObservableList<Notice> notices() {
    return notices;
  }
}
