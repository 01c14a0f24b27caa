package app.diptych.ui.fx;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every icon of the product, by what it means. */
public enum Icon {
  ARCHIVE(Feather.ARCHIVE),
  ADD(Feather.PLUS),
  ATTACH(Feather.IMAGE),
  BATCH(Feather.LIST),
  CERTAINTY(Feather.PERCENT),
  CLOCK(Feather.CLOCK),
  CLOSE(Feather.X),
  COPY(Feather.COPY),
  COST(Feather.DOLLAR_SIGN),
  DELETE(Feather.TRASH_2),
  DONE(Feather.CHECK_CIRCLE),
  EDIT(Feather.EDIT_2),
  DIFF(Feather.GIT_PULL_REQUEST),
  DOWN(Feather.CHEVRON_DOWN),
  EMPTY(Feather.COLUMNS),
  ERROR(Feather.ALERT_TRIANGLE),
  EXPORT(Feather.UPLOAD),
  FAVOURITE(Feather.STAR),
  FILE(Feather.FILE),
  FOLDER(Feather.FOLDER),
  GATEWAY(Feather.CLOUD),
  IMPORT(Feather.DOWNLOAD),
  JUMP_TO_END(Feather.ARROW_DOWN),
  KEYS(Feather.HELP_CIRCLE),
  LOCAL(Feather.CPU),
  LIBRARY(Feather.BOOK_OPEN),
  LOG(Feather.FILE_TEXT),
  MORE(Feather.MORE_VERTICAL),
  OPEN(Feather.CHEVRON_DOWN),
  PAUSE(Feather.PAUSE),
  PIN(Feather.BOOKMARK),
  PROMPTS(Feather.SIDEBAR),
  RATERS(Feather.USERS),
  RATE(Feather.ACTIVITY),
  REASONING(Feather.MESSAGE_CIRCLE),
  RECORDED(Feather.DISC),
  REPEAT(Feather.REPEAT),
  REPLAY(Feather.REWIND),
  RESTART(Feather.REFRESH_CW),
  RUN(Feather.PLAY),
  SAVE(Feather.SAVE),
  SETTINGS(Feather.SETTINGS),
  SKIPPED(Feather.MINUS_CIRCLE),
  SAMPLING(Feather.SLIDERS),
  SEARCH(Feather.SEARCH),
  STATUS(Feather.RADIO),
  STOP(Feather.STOP_CIRCLE),
  SESSIONS(Feather.LAYERS),
  SYSTEM(Feather.TERMINAL),
  TAG(Feather.TAG),
  TOKENS(Feather.HASH),
  TO_DARK(Feather.MOON),
  TO_LIGHT(Feather.SUN),
  TTFT(Feather.ZAP),
  TURN(Feather.CORNER_DOWN_RIGHT),
  UNDO(Feather.CORNER_UP_LEFT),
  UP(Feather.CHEVRON_UP),
  WAITING(Feather.CIRCLE);

  private final Feather glyph;

  Icon(Feather glyph) {
    this.glyph = glyph;
  }

  /** A new node showing the icon; its size and colour come from the stylesheet. */
  public FontIcon node() {
    return new FontIcon(glyph);
  }
}
