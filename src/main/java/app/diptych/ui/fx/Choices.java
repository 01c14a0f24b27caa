package app.diptych.ui.fx;

/** Remembers what the user chose, under a name each. */
public interface Choices {
  /** What was chosen; empty when nothing was. */
  String get(String name);

  /** Remembers it, empty to forget it; returns at once. */
  void put(String name, String value);
}
