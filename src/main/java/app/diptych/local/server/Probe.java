package app.diptych.local.server;

import app.diptych.local.ChildProcess;
import app.diptych.local.Printable;
import app.diptych.timing.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks a program whether it is llama-server and what it can do. One that hangs or prints without
 * end is killed.
 */
public final class Probe {
  /** A build for graphics cards may wake the driver first. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int MOST_BYTES = 1 << 20;
  private static final int GLANCE_MILLIS = 5;
  private static final int MOST_DEVICES = 16;
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern VERSION = Pattern.compile("(?m)^\\s*version:\\s*(.{1,100}?)\\s*$");
  private static final Pattern DEVICE =
      Pattern.compile("(?m)^\\s+([A-Za-z]\\w{0,30}: .{1,150}\\(\\d+ MiB, \\d+ MiB free\\))");
  private static final Pattern CARD = Pattern.compile("(?i)^(CUDA|ROCm|Vulkan|Metal|MTL|SYCL).*");
  private static final Pattern FLASH_VALUE =
      Pattern.compile("--flash-attn[ ]+[\\[<{(]?(on|off|auto|FA)\\b");

  /** Without one of these a model cannot be run. */
  private static final List<String> NEEDED = List.of("--model", "--host", "--port", "--ctx-size");

  private final NanoClock clock;
  private final Duration patience;

  public Probe(NanoClock clock) {
    this(clock, PATIENCE);
  }

  public Probe(NanoClock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /** What came of asking. */
  public sealed interface Result {}

  /** It is llama-server. */
  public record Usable(ServerBuild build) implements Result {}

  /**
   * It cannot be used.
   *
   * @param why a sentence
   */
  public record Unusable(Path program, String why) implements Result {}

  /** Asks it; blocks for as long as it takes to answer, at most the patience for each question. */
  public Result ask(Path program) throws InterruptedException {
    if (!Files.isRegularFile(program)) {
      return new Unusable(program, "There is no file " + program + ".");
    }
    if (!ServerBuild.isJar(program) && !Files.isExecutable(program)) {
      return new Unusable(program, program + " is not a program that may be run.");
    }
    try {
      String help = run(program, "--help");
      Set<String> options = options(help);
      List<String> missing = NEEDED.stream().filter(one -> !options.contains(one)).toList();
      if (missing.size() == NEEDED.size()) {
        return new Unusable(
            program, program + " does not look like llama-server: its help lists no --model.");
      }
      if (!missing.isEmpty()) {
        return new Unusable(
            program,
            program + " is too old or not llama-server: it has no " + missing.getFirst() + ".");
      }
      if (!help.contains("LLAMA_API_KEY")) {
        return new Unusable(
            program, program + " is too old: it does not take its key from the environment.");
      }
      String version = version(run(program, "--version"));
      List<String> devices =
          options.contains("--list-devices") ? devices(run(program, "--list-devices")) : List.of();
      return new Usable(
          new ServerBuild(program, version, options, FLASH_VALUE.matcher(help).find(), devices));
    } catch (IOException refused) {
      return new Unusable(program, String.valueOf(refused.getMessage()));
    }
  }

  /** What else than the processor it can compute on now; empty when it does not tell. */
  public List<String> devices(ServerBuild build) throws InterruptedException {
    try {
      return build.has("--list-devices")
          ? devices(run(build.program(), "--list-devices"))
          : List.of();
    } catch (IOException silent) {
      return List.of();
    }
  }

  private static Set<String> options(String help) {
    Set<String> options = new LinkedHashSet<>();
    // An option begins its line; what stands further right only speaks of others.
    help.lines()
        .filter(line -> line.stripLeading().startsWith("-"))
        .map(line -> line.stripLeading().split("\\s{3,}(?=[A-Za-z(])", 2)[0])
        .forEach(line -> {
          Matcher found = OPTION.matcher(line);
          while (found.find()) {
            options.add(found.group());
          }
        });
    return options;
  }

  private static String version(String said) {
    Matcher found = VERSION.matcher(said);
    return found.find() ? Printable.text(found.group(1)) : "of unknown version";
  }

  private static List<String> devices(String said) {
    List<String> devices = new ArrayList<>();
    Matcher found = DEVICE.matcher(said);
    while (found.find() && devices.size() < MOST_DEVICES) {
      String device = found.group(1);
      if (CARD.matcher(device).matches()) {
        devices.add(device);
      }
    }
    return devices;
  }

  private String run(Path program, String question) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ServerCommandLine.start(program));
    command.add(question);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    ChildProcess.clean(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException refused) {
      throw new IOException(program + " cannot be started: " + refused.getMessage() + ".", refused);
    }
    try (InputStream out = process.getInputStream()) {
      process.getOutputStream().close();
      return listen(program, process, out);
    } finally {
      // What it started would hold on to the pipe.
      try (Stream<ProcessHandle> others = process.descendants()) {
        others.forEach(ProcessHandle::destroyForcibly);
      }
      process.destroyForcibly();
    }
  }

  /** Looks again and again instead of blocking in a read that nobody could end. */
  private String listen(Path program, Process process, InputStream out)
      throws IOException, InterruptedException {
    long deadline = clock.nanos() + patience.toNanos();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    while (true) {
      boolean over = process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      for (int waiting = out.available(); waiting > 0; waiting = out.available()) {
        said.write(out.readNBytes(Math.min(waiting, MOST_BYTES)));
        if (said.size() > MOST_BYTES) {
          throw new IOException(program + " is not llama-server: it prints without end.");
        }
      }
      if (over) {
        return said.toString(StandardCharsets.UTF_8);
      }
      if (clock.nanos() - deadline > 0) {
        throw new IOException(
            "%s did not say what it is within %d s, so it was ended."
                .formatted(program, Math.max(1, patience.toSeconds())));
      }
    }
  }
}
