package app.diptych.local.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A program that behaves like llama-server, or like one that has gone wrong. It is a real child
 * process, run from a jar whose name says how it behaves.
 */
public final class FakeServer {
  /** How it behaves. */
  public enum Manner {
    GOOD,
    /** Lists few options, as builds of long ago. */
    OLD,
    /** Takes no key from the environment. */
    ANCIENT,
    /** Another program altogether. */
    FOREIGN,
    /** Says nothing when asked what it is. */
    HANGING,
    /** Prints without end when asked what it is. */
    PRATTLING,
    /** Loads for ever. */
    NEVER_READY,
    /** Ends while it loads. */
    DIES_LOADING,
    /** Crashes after the second word. */
    DIES_ANSWERING,
    /** Says one word and no more. */
    SILENT,
    /** Answers without end. */
    ENDLESS,
    /** Is healthy and does not know its properties. */
    STRANGER,
    /** Does not get its port the first time. */
    LATE_PORT,
    /** Is out of memory for each answer. */
    BROKEN,
    /** Finds every prompt too long. */
    SHORT
  }

  public static final String VERSION = "0.9.9 (build 42, commit abc1234)";
  static final String TEMPLATE = "{{ messages }}";

  private static final List<String> FEW =
      List.of("-m, --model FNAME", "-c, --ctx-size N", "--host HOST", "--port PORT");
  private static final List<String> MORE =
      List.of(
          "-t, --threads N",
          "-ngl, --gpu-layers, --n-gpu-layers N",
          "-b, --batch-size N",
          "-fa, --flash-attn [on|off|auto]",
          "-ctk, --cache-type-k TYPE",
          "-ctv, --cache-type-v TYPE",
          "--mmap, --no-mmap",
          "-dev, --device DEVICE",
          "--list-devices",
          "-a, --alias STRING",
          "-np, --parallel N",
          "-lv, --verbosity, --log-verbosity N",
          "--jinja, --no-jinja",
          "--cache-prompt, --no-cache-prompt",
          "--warmup, --no-warmup",
          "--webui, --no-webui",
          "--context-shift, --no-context-shift");

  private final Manner manner;
  private final Path jar;
  private final List<String> arguments;
  private final AtomicBoolean warm = new AtomicBoolean();

  private FakeServer(Path jar, List<String> arguments) {
    this.jar = jar;
    this.manner = Manner.valueOf(String.valueOf(jar.getFileName()).replace(".jar", ""));
    this.arguments = arguments;
  }

  /** Makes the jar of such a program. */
  public static Path jar(Path folder, Manner manner) throws IOException {
    Manifest manifest = new Manifest();
    URL classes = FakeServer.class.getProtectionDomain().getCodeSource().getLocation();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeServer.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
    Path jar = folder.resolve(manner + ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  /** The arguments it was started with last. */
  public static List<String> arguments(Path jar) throws IOException {
    return Files.readAllLines(beside(jar, ".arguments"));
  }

  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(System.getProperty("java.class.path", ""));
    new FakeServer(jar, List.of(arguments)).run();
  }

  private void run() throws Exception {
    switch (arguments.getFirst()) {
      case "--help" -> help();
      case "--version" -> System.out.println("version: " + VERSION);
      case "--list-devices" ->
          System.out.println(
              "Available devices:\n  CUDA0: Fake Card (8192 MiB, 8000 MiB free)\n  BLAS: x");
      default -> serve();
    }
  }

  private void help() throws InterruptedException {
    if (manner == Manner.HANGING) {
      new CountDownLatch(1).await();
    }
    while (manner == Manner.PRATTLING) {
      System.out.println("--model ".repeat(1000));
    }
    if (manner == Manner.FOREIGN) {
      System.out.println("usage: foreign [--verbose]");
      return;
    }
    options().forEach(line -> System.out.println(line + "    says --nothing-of-it more"));
    if (manner != Manner.ANCIENT) {
      System.out.println("--api-key KEY     a key\n                  (env: LLAMA_API_KEY)");
    }
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(FEW);
    if (manner == Manner.OLD) {
      options.add("-fa, --flash-attn");
    } else {
      options.addAll(MORE);
    }
    return options;
  }

  private void serve() throws Exception {
    Files.write(beside(jar, ".arguments"), arguments);
    String known = String.join(" ", options());
    for (String argument : arguments) {
      if (argument.startsWith("--") && !known.contains(argument)) {
        System.out.println("error: invalid argument: " + argument);
        System.exit(1);
      }
    }
    if (manner == Manner.LATE_PORT && Files.notExists(beside(jar, ".marked"))) {
      Files.createFile(beside(jar, ".marked"));
      endWithoutPort();
    }
    if (manner == Manner.DIES_LOADING) {
      System.out.println("llama_model_load: error loading model: tensor 'a' is not there");
      System.exit(1);
    }
    System.out.println("load: using device CUDA0 (Fake Card) (0000:00:06.0) - 8000 MiB free");
    System.out.println("load_tensors: offloaded 2/3 layers to GPU");
    System.out.println("load_tensors:        CUDA0 model buffer size =     8.67 MiB");
    System.out.println("load: done");
    int port = Integer.parseInt(arguments.get(arguments.indexOf("--port") + 1));
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 10);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext("/", this::answer);
      server.start();
    } catch (BindException taken) {
      // By another program, since it was looked for: the real one gets another port then.
      endWithoutPort();
    }
  }

  private static void endWithoutPort() {
    System.out.println("E srv: couldn't bind HTTP server socket, hostname: 127.0.0.1");
    System.exit(1);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    call.getRequestBody().readAllBytes();
    if (path.equals("/health")) {
      boolean loading = manner == Manner.NEVER_READY;
      send(call, loading ? 503 : 200, loading ? "{\"error\":{}}" : "{\"status\":\"ok\"}");
      return;
    }
    String key = System.getenv("LLAMA_API_KEY");
    if (!("Bearer " + key).equals(call.getRequestHeaders().getFirst("Authorization"))) {
      send(call, 401, "{\"error\":{\"message\":\"Invalid API Key\"}}");
    } else if (path.equals("/props")) {
      props(call);
    } else if (manner == Manner.BROKEN) {
      send(call, 500, "{\"error\":{\"code\":500,\"message\":\"out of memory\"}}");
    } else if (manner == Manner.SHORT) {
      send(
          call,
          400,
          "{\"error\":{\"code\":400,\"type\":\"exceed_context_size_error\",\"message\":\"too long\","
              + "\"n_prompt_tokens\":900,\"n_ctx\":128}}");
    } else {
      stream(call);
    }
  }

  private void props(HttpExchange call) throws IOException {
    if (manner == Manner.STRANGER) {
      send(call, 404, "not here");
    } else {
      send(
          call,
          200,
          "{\"default_generation_settings\":{\"params\":{},\"n_ctx\":128},\"chat_template\":\""
              + TEMPLATE
              + "\",\"build_info\":\"b42-abc1234\"}");
    }
  }

  private void stream(HttpExchange call) throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    try (OutputStream out = call.getResponseBody()) {
      // The first request is the warm-up, which has to go well.
      boolean warmUp = !warm.getAndSet(true);
      boolean endless = manner == Manner.ENDLESS && !warmUp;
      for (int word = 0; endless || word < 5; word++) {
        chunk(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word" + word + " \"}}]}");
        if (!warmUp && word == 0 && manner == Manner.SILENT) {
          await();
        }
        if (!warmUp && word == 1 && manner == Manner.DIES_ANSWERING) {
          System.out.println("GGML_ASSERT(x > 0) failed");
          System.out.flush();
          Runtime.getRuntime().halt(134);
        }
      }
      chunk(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
      chunk(
          out,
          "{\"choices\":[],\"usage\":{\"completion_tokens\":5,\"prompt_tokens\":3},"
              + "\"timings\":{\"prompt_ms\":1.5,\"predicted_ms\":2.5}}");
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void chunk(OutputStream out, String json) throws IOException {
    out.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private static Path beside(Path jar, String ending) {
    return jar.resolveSibling(jar.getFileName() + ending);
  }
}
