package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.prompt.Variable;

/** The types of variables, by what people call them. */
public enum VariableKind {
  TEXT(toSay("Text")),
  LINES(toSay("Multi-line")),
  NUMBER(toSay("Number")),
  CHOICE(toSay("Choice")),
  DATE(toSay("Date")),
  FILE(toSay("File"));

  private final String words;

  VariableKind(String words) {
    this.words = words;
  }

  public String words() {
    return say(words);
  }

  static VariableKind of(Variable variable) {
    return switch (variable) {
      case Variable.Text _ -> TEXT;
      case Variable.Lines _ -> LINES;
      case Variable.Quantity _ -> NUMBER;
      case Variable.Choice _ -> CHOICE;
      case Variable.Day _ -> DATE;
      case Variable.TextFile _ -> FILE;
    };
  }
}
