package app.diptych.app;

import app.diptych.cli.DiptychCommand;
import app.diptych.cli.NotStarted;
import app.diptych.timing.NanoClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a start means: the window, the command line, or the demonstration where there is no
 * display.
 */
public final class Launcher {
  private static final int FAILED = 1;
  private static final int NOT_STARTED = 2;
  private static final String DEMO_PROMPT = "Tell me a short story about a fox and a lighthouse.";

  private final PrintWriter out;
  private final PrintWriter err;

  private Launcher(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the product and returns its exit code. */
  public static int run(String[] arguments) {
    quietly();
    return new Launcher(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).start(arguments);
  }

  /** Nothing that goes wrong on any thread puts words of the user on the console. */
  static void quietly() {
    LogFiles.quietConsole();
    Thread.setDefaultUncaughtExceptionHandler(new Faults(NanoClock.system()));
  }

  private int start(String[] arguments) {
    if (arguments.length > 0) {
      return command(arguments);
    }
    try {
      return window(null, List.of(), List.of());
    } catch (NotStarted | IllegalArgumentException refused) {
      complain(refused);
      return NOT_STARTED;
    } catch (RuntimeException | Error fault) {
      err.println("diptych: " + keep(null, fault));
      err.flush();
      return FAILED;
    }
  }

  private int command(String... arguments) {
    return DiptychCommand.run(arguments, Wiring::new, this::window, Launcher::keep, out, err);
  }

  private static String keep(@Nullable Path home, Throwable fault) {
    return Faults.sentence(Home.here(home), fault, NanoClock.system());
  }

  private int window(@Nullable Path home, List<String> gateways, List<Path> files) {
    if (!Display.isThere()) {
      return demonstrate("No display was found, so the window cannot open.", home);
    }
    Path workspace = Home.here(home).workspace();
    Wishes wishes = new Wishes(files, gateways);
    try (OneWindow one = OneWindow.of(workspace, NanoClock.system())) {
      // Asked before anything else is made: a second start is over in a moment.
      return !one.isFirst() && one.handOver(wishes) ? 0 : window(home, wishes, one);
    }
  }

  private int window(@Nullable Path home, Wishes wishes, OneWindow one) {
    Threads.compiler(QuietCompiler::begin).start();
    try {
      WindowProgram.startToolkit();
    } catch (WindowProgram.NoToolkit noToolkit) {
      return demonstrate(noToolkit.getMessage(), home);
    }
    Wiring wiring = new Wiring(home, wishes.gateways());
    Faults faults = wiring.threads().faults();
    try (LogFiles log = LogFiles.in(wiring.home().logs(), Discretion.here())) {
      faults.withLog(log::last);
      // For threads that libraries make.
      Thread.setDefaultUncaughtExceptionHandler(faults);
      return WindowProgram.run(wiring, one, wishes);
    } catch (WindowProgram.NoWindow unbuilt) {
      complain(unbuilt);
      return FAILED;
    } finally {
      wiring.close();
    }
  }

  private void complain(Exception why) {
    err.println("diptych: " + String.valueOf(why.getMessage()).replace('\n', ' '));
    err.flush();
  }

  /** The main job shows even where no window can. */
  private int demonstrate(@Nullable String why, @Nullable Path home) {
    out.println(why);
    out.println("Here is a comparison of the two demonstration models instead:");
    out.println();
    out.println("  ./diptych compare -p \"" + DEMO_PROMPT + "\"");
    out.println();
    out.flush();
    return home == null
        ? command("compare", "-p", DEMO_PROMPT)
        : command("compare", "-p", DEMO_PROMPT, "--home", home.toString());
  }

  /** Answers are in any script, whatever the console's own character set. */
  private static PrintWriter utf8(FileDescriptor stream) {
    return new PrintWriter(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
  }
}
