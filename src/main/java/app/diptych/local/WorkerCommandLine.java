package app.diptych.local;

import app.diptych.local.worker.WorkerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the child process is started: our own Java with our own classes, and little else. */
final class WorkerCommandLine {
  private static final String LIBRARY = "de.kherud.llama.lib.path";

  private WorkerCommandLine() {}

  static List<String> of(WorkerDirectory directory, Path model, WorkerShape shape) {
    List<String> command = new ArrayList<>();
    command.add(ChildProcess.java());
    // Quick to start: the child's own code is small, native code does the work.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xshare:auto");
    command.add("-XX:-UsePerfData");
    command.add("-Xms16m");
    command.add("-Xmx256m");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + directory.path().resolve("crash.log"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + directory.path());
    // Where its native code lies unpacked; it is unpacked into the folder when it is not there.
    String beside = System.getProperty(LIBRARY, "");
    if (!beside.isEmpty()) {
      command.add("-D" + LIBRARY + "=" + beside);
    }
    command.add("-Dde.kherud.llama.tmpdir=" + directory.path());
    command.add("-cp");
    command.add(ChildProcess.classPath());
    command.add(WorkerMain.class.getName());
    command.add(directory.socket().toString());
    command.add(model.toString());
    command.add(Integer.toString(shape.threads()));
    command.add(Integer.toString(shape.context()));
    command.add(Integer.toString(shape.startTokens()));
    return command;
  }
}
