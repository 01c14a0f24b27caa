package app.diptych.ui.fx;

import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;

/**
 * Letters, digits, Tab, Space and Enter that text nobody can edit lets pass. The area would keep
 * each of them, Alt or not: the shortcuts of the window would be dead as soon as somebody clicked
 * into an answer, and the focus could not leave it.
 */
final class PassedKeys {
  private PassedKeys() {}

  static void of(GenericStyledArea<?, ?, ?> area) {
    Nodes.addInputMap(
        area, InputMap.ignore(EventPattern.keyPressed().onlyIf(PassedKeys::writesSomething)));
  }

  private static boolean writesSomething(KeyEvent event) {
    return !event.isShortcutDown()
        && (event.getCode().isLetterKey()
            || event.getCode().isDigitKey()
            || event.getCode().isWhitespaceKey());
  }
}
