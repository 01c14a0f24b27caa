package app.diptych.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.diptych.completion.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The very library the worker runs, asked directly: llama.cpp b4916 as java-llama.cpp 4.2.0 brings
 * it. Its functions, declared in that version's llama.h and ggml.h, are the judge of what this room
 * believes about the engine. Only on Linux, whose library exports them.
 */
@SuppressWarnings("restricted")
final class EngineLibrary {

  /** What the engine makes of a file, its weights apart. */
  record Loaded(boolean addsStart, boolean addsEnd, String fileType) {}

  /** Tensor types are numbered below this one (GGML_TYPE_COUNT). */
  static final int TYPES = 39;

  /** Java's name of a processor family, and the library's. */
  private static final Map<String, String> PROCESSORS =
      Map.of("amd64", "x86_64", "aarch64", "aarch64");

  /** The fields of llama_model_params; tensor and device choices stay as the engine sets them. */
  private static final MemoryLayout MODEL_PARAMS =
      MemoryLayout.structLayout(
          ADDRESS.withName("devices"),
          JAVA_INT.withName("n_gpu_layers"),
          JAVA_INT.withName("split_mode"),
          JAVA_INT.withName("main_gpu"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("tensor_split"),
          ADDRESS.withName("progress_callback"),
          ADDRESS.withName("progress_callback_user_data"),
          ADDRESS.withName("kv_overrides"),
          JAVA_BOOLEAN.withName("vocab_only"),
          JAVA_BOOLEAN.withName("use_mmap"),
          JAVA_BOOLEAN.withName("use_mlock"),
          JAVA_BOOLEAN.withName("check_tensors"),
          MemoryLayout.paddingLayout(4));

  private static final long VOCAB_ONLY =
      MODEL_PARAMS.byteOffset(MemoryLayout.PathElement.groupElement("vocab_only"));

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;
  private final List<String> log = new CopyOnWriteArrayList<>();

  private EngineLibrary(Path file) {
    symbols = SymbolLookup.libraryLookup(file, Arena.global());
    listen();
  }

  /** The library in this process; skips the test where it cannot be loaded. */
  static EngineLibrary shared() {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    assumeThat(PROCESSORS).containsKey(System.getProperty("os.arch"));
    return Holder.SHARED;
  }

  /** Loads once, when first asked for. */
  private static final class Holder {
    static final EngineLibrary SHARED = load();

    private static EngineLibrary load() {
      try {
        Path file = Files.createTempFile("engine", ".so");
        try {
          return new EngineLibrary(
              Files.write(
                  file, bytes(PROCESSORS.getOrDefault(System.getProperty("os.arch"), "none"))));
        } finally {
          Files.delete(file);
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** The library's bytes, for any system. */
  static byte[] bytes(String processor) throws IOException {
    try (InputStream in =
        EngineLibrary.class.getResourceAsStream(
            "/de/kherud/llama/Linux/" + processor + "/libjllama.so")) {
      assertThat(in).as("library for %s", processor).isNotNull();
      return in.readAllBytes();
    }
  }

  int buildNumber() {
    return symbols.findOrThrow("LLAMA_BUILD_NUMBER").reinterpret(4).get(JAVA_INT, 0);
  }

  String commit() {
    return symbols
        .findOrThrow("LLAMA_COMMIT")
        .reinterpret(8)
        .get(ADDRESS, 0)
        .reinterpret(64)
        .getString(0);
  }

  /** The names of the chat formats it has built in. */
  List<String> formats() {
    MethodHandle list = function("llama_chat_builtin_templates", JAVA_INT, ADDRESS, JAVA_LONG);
    try (Arena arena = Arena.ofConfined()) {
      int count = (int) list.invokeExact(MemorySegment.NULL, 0L);
      MemorySegment names = arena.allocate(ADDRESS, count);
      int written = (int) list.invokeExact(names, (long) count);
      List<String> formats = new ArrayList<>();
      for (int i = 0; i < written; i++) {
        formats.add(names.getAtIndex(ADDRESS, i).reinterpret(64).getString(0));
      }
      return formats;
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  /** The prompt it renders for a template or the name of a format; empty when it knows neither. */
  Optional<String> render(String template, List<Message> messages) {
    MethodHandle apply =
        function(
            "llama_chat_apply_template",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            JAVA_BOOLEAN,
            ADDRESS,
            JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment chat = arena.allocate(ADDRESS, 2L * messages.size());
      for (int i = 0; i < messages.size(); i++) {
        Message message = messages.get(i);
        String role = message.role().name().toLowerCase(Locale.ROOT);
        chat.setAtIndex(ADDRESS, 2L * i, arena.allocateFrom(role));
        chat.setAtIndex(ADDRESS, 2L * i + 1, arena.allocateFrom(message.content()));
      }
      int room = 1 << 16;
      MemorySegment text = arena.allocate(room);
      int length =
          (int)
              apply.invokeExact(
                  arena.allocateFrom(template), chat, (long) messages.size(), true, text, room);
      assertThat(length).isLessThan(room);
      return length < 0
          ? Optional.empty()
          : Optional.of(
              new String(text.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  String typeName(int type) {
    try {
      MemorySegment name =
          (MemorySegment) function("ggml_type_name", ADDRESS, JAVA_INT).invokeExact(type);
      return name.address() == 0 ? "" : name.reinterpret(64).getString(0);
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  /** Elements of a block; 0 for a type that is no more. */
  long blockElements(int type) {
    try {
      return (long) function("ggml_blck_size", JAVA_LONG, JAVA_INT).invokeExact(type);
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  long blockBytes(int type) {
    try {
      return (long) function("ggml_type_size", JAVA_LONG, JAVA_INT).invokeExact(type);
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  /** Loads everything but the weights; empty when the engine refuses the file. */
  Optional<Loaded> load(Path file) {
    log.clear();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params =
          (MemorySegment)
              function("llama_model_default_params", MODEL_PARAMS).invoke((SegmentAllocator) arena);
      // vocab_only, use_mmap, use_mlock, check_tensors: as the header says, if it is laid out so.
      assertThat(params.asSlice(VOCAB_ONLY, 4).toArray(JAVA_BYTE)).containsExactly(0, 1, 0, 0);
      params.set(JAVA_BOOLEAN, VOCAB_ONLY, true);
      MemorySegment model =
          (MemorySegment)
              function("llama_model_load_from_file", ADDRESS, ADDRESS, MODEL_PARAMS)
                  .invokeExact(arena.allocateFrom(file.toString()), params);
      return model.address() == 0 ? Optional.empty() : Optional.of(describe(model));
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  private Loaded describe(MemorySegment model) throws Throwable {
    MemorySegment vocab =
        (MemorySegment) function("llama_model_get_vocab", ADDRESS, ADDRESS).invokeExact(model);
    boolean start =
        (boolean) function("llama_vocab_get_add_bos", JAVA_BOOLEAN, ADDRESS).invokeExact(vocab);
    boolean end =
        (boolean) function("llama_vocab_get_add_eos", JAVA_BOOLEAN, ADDRESS).invokeExact(vocab);
    linker
        .downcallHandle(symbols.findOrThrow("llama_model_free"), FunctionDescriptor.ofVoid(ADDRESS))
        .invokeExact(model);
    return new Loaded(start, end, said("file type "));
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return linker.downcallHandle(
        symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** What stands behind the equals sign of a line of the engine's log. */
  private String said(String what) {
    return log.stream()
        .filter(line -> line.contains(what))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private void listen() {
    try {
      // Its log would fill the tests' own.
      Consumer<MemorySegment> hear = text -> log.add(text.reinterpret(1 << 16).getString(0));
      MethodHandle textOnly =
          MethodHandles.lookup()
              .findVirtual(
                  Consumer.class, "accept", MethodType.methodType(void.class, Object.class))
              .bindTo(hear)
              .asType(MethodType.methodType(void.class, MemorySegment.class));
      MethodHandle handle =
          MethodHandles.dropArguments(
              MethodHandles.dropArguments(textOnly, 0, int.class), 2, MemorySegment.class);
      MemorySegment callback =
          linker.upcallStub(
              handle, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
      linker
          .downcallHandle(
              symbols.findOrThrow("llama_log_set"), FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
          .invokeExact(callback, MemorySegment.NULL);
    } catch (Throwable fault) {
      throw new AssertionError(fault);
    }
  }
}
