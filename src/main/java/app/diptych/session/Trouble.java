package app.diptych.session;

import java.io.IOException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What keeps a write from reaching the disk. */
public enum Trouble {
  FULL("the disk is full", "Make room on it."),
  READ_ONLY("the disk or file is read-only", "Make it writable again."),
  GONE("the file was moved or deleted", "Put it back, or save everything again."),
  BUSY("another program holds it", "Close other programs that use it."),
  BROKEN("the disk reports an error", "Check the disk."),
  DAMAGED(
      "the file is damaged",
      "Copy the answers you need, then start Diptych again: it looks for a backup."),
  OTHER("the change was refused", "Try again.");

  private final String words;
  private final String wayOut;

  Trouble(String words, String wayOut) {
    this.words = words;
    this.wayOut = wayOut;
  }

  /** For a sentence that goes on, such as "it cannot be saved: the disk is full". */
  public String words() {
    return words;
  }

  /** What the user can do, in one sentence. */
  public String wayOut() {
    return wayOut;
  }

  static Trouble of(Exception cause) {
    if (cause instanceof IOException) {
      return READ_ONLY;
    }
    if (cause instanceof RowSum.DamagedRow) {
      return DAMAGED;
    }
    if (!(cause instanceof SQLiteException failed)) {
      return cause.getCause() instanceof IOException ? READ_ONLY : OTHER;
    }
    if (failed.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
      return GONE;
    }
    // The low byte is the primary code; the rest says where it happened.
    return switch (failed.getResultCode().code & 0xFF) {
      case 13 -> FULL;
      case 8, 3, 23 -> READ_ONLY;
      case 14 -> GONE;
      case 5, 6, 15 -> BUSY;
      case 10, 7, 22 -> BROKEN;
      case 11, 26 -> DAMAGED;
      default -> OTHER;
    };
  }
}
