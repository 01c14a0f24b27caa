package app.diptych.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last lines the engine wrote, and what they tell about its backend and its troubles. */
public final class EngineLog implements Runnable {
  static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 2000;
  private static final int MOST_DEVICES = 64;

  private static final Pattern BUFFER =
      Pattern.compile("load_tensors:\\s+(\\S+) model buffer size");
  private static final Pattern OFFLOADED = Pattern.compile("offloaded (\\d+)/(\\d+) layers to GPU");
  private static final Pattern CONTEXT =
      Pattern.compile("\\bn_ctx(?:_slot)?\\s*=\\s*(\\d{1,9})\\b");
  private static final Pattern DEVICE = Pattern.compile("using device (\\S+) \\((.{1,80}?)\\)");
  private static final Pattern TROUBLE =
      Pattern.compile(
          "error loading model: (.+)"
              + "|what\\(\\):\\s+(.+)"
              + "|(couldn't bind HTTP server socket.*)"
              + "|^error: (.{1,300})"
              + "|(GGML_ASSERT\\(.+)"
              + "|((?:failed|unable) to allocate .+)"
              + "|(java\\.lang\\.\\S*Error.*)");

  /** What an engine says when its model is there: no backend is named after that. */
  private static final Pattern LOADED =
      Pattern.compile("\\binitializing slots\\b|: model loaded\\b|\\ball slots are idle\\b");

  /** What an engine says last of a model that it could not load: its cause stands before that. */
  private static final Pattern GIVEN_UP =
      Pattern.compile("failed to (?:load model|create context with model)\\b");

  private final InputStream stream;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Set<String> devices = new LinkedHashSet<>();
  private final Map<String, String> deviceNames = new HashMap<>();

  /** Over when there is a backend, or none will come. */
  private final CountDownLatch backendDue = new CountDownLatch(1);

  /** Over when there is a cause, or none will come. */
  private final CountDownLatch troubleDue = new CountDownLatch(1);

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Integer context;
  private @Nullable String offloaded;
  private @Nullable String trouble;

  public EngineLog(InputStream stream) {
    this.stream = stream;
  }

  /** Reads until the engine's process ends. */
  @Override
  public void run() {
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[4096];
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        for (int i = 0; i < count; i++) {
          take(line, buffer[i]);
        }
      }
    } catch (IOException processGone) {
      // What was read before stays.
    } finally {
      add(line.toString());
      // What was not named until now never will be.
      backendDue.countDown();
      troubleDue.countDown();
      ended.countDown();
    }
  }

  private void take(StringBuilder line, char next) {
    if (next == '\n') {
      add(line.toString());
      line.setLength(0);
    } else if (line.length() < LONGEST_LINE) {
      line.append(next);
    }
  }

  /** The last lines, oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** That many of the last lines, oldest first. */
  public synchronized List<String> last(int most) {
    List<String> all = new ArrayList<>(lines);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** The first cause the engine named for giving up. */
  public synchronized Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Tokens of context, as the engine set them up; empty until it said so. */
  public synchronized Optional<Integer> context() {
    return Optional.ofNullable(context);
  }

  /**
   * What computes, for example {@code CPU} or {@code CUDA0 (NVIDIA H100), 33/33 layers}; empty
   * until the engine said so. Waits no longer than until the model is loaded or the log ends: what
   * was not named by then never will be.
   */
  public Optional<String> backend(Duration longestWait) throws InterruptedException {
    if (!backendDue.await(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    synchronized (this) {
      if (devices.isEmpty()) {
        return Optional.empty();
      }
      // Mapped or repacked weights of the processor are not another device.
      List<String> others =
          devices.stream()
              .filter(name -> !name.startsWith("CPU") && !name.equals("AMX"))
              .map(name -> name + deviceNames.getOrDefault(name, ""))
              .toList();
      if (offloaded != null && !others.isEmpty()) {
        return Optional.of(String.join(" + ", others) + ", " + offloaded + " layers");
      }
      return Optional.of("CPU");
    }
  }

  /** Waits until the last line has been read; whether it was. */
  public boolean awaitEnd(Duration longestWait) throws InterruptedException {
    return ended.await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Waits until the engine has named a cause for giving up, or has given up or ended without one;
   * whether it has named one.
   */
  public boolean awaitTrouble(Duration longestWait) throws InterruptedException {
    return troubleDue.await(longestWait.toNanos(), TimeUnit.NANOSECONDS) && trouble().isPresent();
  }

  private synchronized void add(String raw) {
    String line = raw.stripTrailing();
    if (line.isEmpty()) {
      return;
    }
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    look(line);
  }

  private void look(String line) {
    Matcher device = DEVICE.matcher(line);
    if (device.find() && deviceNames.size() < MOST_DEVICES) {
      deviceNames.put(device.group(1), " (" + device.group(2) + ")");
    }
    Matcher offload = OFFLOADED.matcher(line);
    if (offload.find() && !offload.group(1).equals("0")) {
      offloaded = offload.group(1) + "/" + offload.group(2);
    }
    Matcher tokens = CONTEXT.matcher(line);
    if (tokens.find()) {
      context = Integer.valueOf(tokens.group(1));
    }
    Matcher buffer = BUFFER.matcher(line);
    if (buffer.find()) {
      devices.add(buffer.group(1));
    } else if (!devices.isEmpty() || LOADED.matcher(line).find()) {
      // The lines about buffers come together.
      backendDue.countDown();
    }
    Matcher found = TROUBLE.matcher(line);
    if (trouble == null && found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        trouble = trouble == null ? found.group(group) : trouble;
      }
    }
    if (trouble != null || GIVEN_UP.matcher(line).find()) {
      troubleDue.countDown();
    }
  }
}
