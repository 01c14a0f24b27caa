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
import org.jspecify.annotations.Nullable;

/**
 * Has the Java runtime's second compiler step back for everything else. It makes code quick that
 * has run often, which takes a third of all the time of the processors until the first frame, and
 * where there are two of them the window waited for it. It would also take that time from a model
 * that answers on the same machine. What it compiles comes later when there is much to do, and at
 * once when there is not (decision 46).
 */
final class QuietCompiler {
  /** The share of a thread with this is a tenth of that of others, and all they leave: sched(7). */
  static final int NICE = 10;

  /** As Linux keeps the name of a thread: cut to fifteen characters. */
  static final String NAME = "C2 CompilerThre";

  private static final Logger LOG = System.getLogger("diptych");
  private static final Path THREADS = Path.of("/proc/self/task");

  /** {@code PRIO_PROCESS} of setpriority(2), which means one thread on Linux. */
  private static final int ONE_THREAD = 0;

  private QuietCompiler() {}

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
        for (int thread : compilers()) {
          var _ = (int) setPriority.invokeExact(ONE_THREAD, thread, NICE);
        }
      }
    } catch (Throwable refused) {
      // The window comes all the same, only later.
      LOG.log(Logger.Level.DEBUG, "The compiler goes on as it was", refused);
    }
  }

  private static List<Integer> compilers() throws IOException {
    List<Integer> found = new ArrayList<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).strip().equals(NAME)) {
          found.add(Integer.parseInt(thread.getFileName().toString()));
        }
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
