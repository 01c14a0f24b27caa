package app.diptych.ui.fx;

import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;

/**
 * Letters and digits that text nobody can edit lets pass. The area would keep each of them, Alt or
 * not, and the shortcuts of the window would be dead as soon as somebody clicked into an answer.
 */
final class PassedKeys {
  private PassedKeys() {}

  static void of(GenericStyledArea<?, ?, ?> area) {
    Nodes.addInputMap(
        area, InputMap.ignore(EventPattern.keyPressed().onlyIf(PassedKeys::writesSomething)));
  }

  private static boolean writesSomething(KeyEvent event) {
    return !event.isShortcutDown()
        && (event.getCode().isLetterKey() || event.getCode().isDigitKey());
  }
}
