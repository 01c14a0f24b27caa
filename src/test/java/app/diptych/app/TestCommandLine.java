package app.diptych.app;

import app.diptych.cli.DiptychCommand;
import app.diptych.cli.NotStarted;
import app.diptych.cli.RoomsFactory;
import app.diptych.timing.NanoClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** The command line with everything behind it, in this process. */
public final class TestCommandLine {
  private final Path home;
  private final Map<String, String> environment;

  /** What a command printed and how it ended. */
  public record Result(int exit, String out, String err) {}

  public TestCommandLine(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  public Result run(String... arguments) {
    return run(new StringWriter(), arguments);
  }

  /**
   * @param out gets what is printed, while it is
   */
  public Result run(Writer out, String... arguments) {
    return run(
        (folder, gateways) -> new Wiring(folder == null ? home : folder, gateways, environment),
        out,
        arguments);
  }

  /** Reads a command, options and all, and carries out nothing that needs a room. */
  public Result read(String... arguments) {
    RoomsFactory none =
        (_, _) -> {
          throw new NotStarted("read");
        };
    return run(none, new StringWriter(), arguments);
  }

  private Result run(RoomsFactory rooms, Writer out, String... arguments) {
    StringWriter err = new StringWriter();
    int exit =
        DiptychCommand.run(
            arguments,
            rooms,
            (_, _, _) -> {
              throw new AssertionError("A command must not open the window");
            },
            (_, fault) -> Faults.sentence(new Home(home), fault, NanoClock.system()),
            new PrintWriter(out),
            new PrintWriter(err));
    return new Result(exit, out.toString(), err.toString());
  }
}
