package app.diptych.session;

import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** What keeps a write from reaching the disk. */
public enum Trouble {
  FULL("the disk is full"),
  READ_ONLY("the disk or file is read-only"),
  GONE("the file was moved or deleted"),
  BUSY("another program holds it"),
  BROKEN("the disk reports an error"),
  OTHER("the change was refused");

  private final String words;

  Trouble(String words) {
    this.words = words;
  }

  /** For a sentence that goes on, such as "it cannot be saved: the disk is full". */
  public String words() {
    return words;
  }

  static Trouble of(Exception cause) {
    if (cause instanceof IOException) {
      return READ_ONLY;
    }
    if (!(cause instanceof SQLiteException failed)) {
      return cause instanceof SQLException ? OTHER : BROKEN;
    }
    // The low byte is the primary code; the rest says where it happened.
    return switch (failed.getResultCode().code & 0xFF) {
      case 13 -> FULL;
      case 8, 3, 23 -> READ_ONLY;
      case 14 -> GONE;
      case 5, 6 -> BUSY;
      case 10, 7 -> BROKEN;
      default -> OTHER;
    };
  }
}
