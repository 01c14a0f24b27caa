package app.diptych.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the Java runtime's second compiler step back for the rest of the program. It makes code quick
 * that has run often, which takes a third of all the time of the processors until the first frame,
 * and where there are two of them the window waited for it. What it compiles comes later when there
 * is much to do, and at once when there is not (decision 46).
 */
final class QuietCompiler {
  /** So much nicer a thread has a third of the share of another, and all they leave: sched(7). */
  static final int NICER = 5;

  /** Nicer there is none. */
  static final int NICEST = 19;

  /** As Linux keeps the name of a thread: cut to fifteen characters. */
  static final String NAME = "C2 CompilerThre";

  private static final Logger LOG = System.getLogger("diptych");
  private static final Path THREADS = Path.of("/proc/self/task");

  /** {@code PRIO_PROCESS} of setpriority(2), which means one thread on Linux. */
  private static final int ONE_THREAD = 0;

  private QuietCompiler() {}

  /**
   * @param thread its number in the system
   * @param nice how far it steps back already, as whoever started the program wants
   */
  private record Compiler(int thread, int nice) {
    /** After the name and its bracket: the nineteenth field of all, proc_pid_stat(5). */
    private static final int NICE_FIELD = 16;

    static Optional<Compiler> in(Path thread) {
      try {
        String stat = Files.readString(thread.resolve("stat"));
        int name = stat.lastIndexOf(')');
        return stat.substring(stat.indexOf('(') + 1, name).equals(NAME)
            ? Optional.of(
                new Compiler(
                    Integer.parseInt(thread.getFileName().toString()),
                    Integer.parseInt(stat.substring(name + 2).split(" ", -1)[NICE_FIELD])))
            : Optional.empty();
      } catch (IOException ended) {
        return Optional.empty();
      }
    }
  }

  /**
   * For as long as the program runs: a thread that stepped back may not step forward again. Does
   * nothing on systems that do not tell and treat threads one by one as Linux does.
   */
  static void begin() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try {
      MethodHandle setPriority = setPriority();
      if (setPriority != null) {
        for (Compiler compiler : compilers()) {
          int nice = Math.min(NICEST, compiler.nice() + NICER);
          if ((int) setPriority.invokeExact(ONE_THREAD, compiler.thread(), nice) != 0) {
            LOG.log(Logger.Level.DEBUG, "The system lets no compiler step back");
          }
        }
      }
    } catch (Throwable refused) {
      // The window comes all the same, only later.
      LOG.log(Logger.Level.DEBUG, "The compiler goes on as it was", refused);
    }
  }

  private static List<Compiler> compilers() throws IOException {
    List<Compiler> found = new ArrayList<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        Compiler.in(thread).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Null where the system has no such function. */
  @SuppressWarnings("restricted") // Calls one function of the system with three numbers.
  private static @Nullable MethodHandle setPriority() {
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(function ->
            linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT)))
        .orElse(null);
  }
}
