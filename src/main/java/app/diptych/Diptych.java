package app.diptych;

import app.diptych.app.Launcher;

/** The one entry point: a window when there are no arguments, else the command line. */
public final class Diptych {
  private Diptych() {}

  public static void main(String[] arguments) {
    System.exit(Launcher.run(arguments));
  }
}
