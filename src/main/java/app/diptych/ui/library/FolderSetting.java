package app.diptych.ui.library;

/** Remembers which folder the prompts are kept in step with. */
public interface FolderSetting {
  /** The folder; empty for none. */
  String get();

  /** Remembers it, empty for none; returns at once. */
  void put(String folder);
}
