package app.diptych.ui.library;

import app.diptych.prompt.Variable;

/** The types of variables, by what people call them. */
public enum VariableKind {
  TEXT("Text"),
  LINES("Multi-line"),
  NUMBER("Number"),
  CHOICE("Choice"),
  DATE("Date"),
  FILE("File");

  private final String words;

  VariableKind(String words) {
    this.words = words;
  }

  public String words() {
    return words;
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
