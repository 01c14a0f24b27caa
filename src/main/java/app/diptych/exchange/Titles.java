package app.diptych.exchange;

/** What an imported session is called when its file gives no name. */
final class Titles {
  private Titles() {}

  /** The file's name without its ending. */
  static String of(Source source) {
    String name = source.name();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
