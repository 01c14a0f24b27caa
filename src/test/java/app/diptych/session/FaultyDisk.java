package app.diptych.session;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stands between SQLite and the disk within this process: every call that changes a file is
 * counted, and the one that a test names fails. It needs no rights and no other program: the
 * addresses of the system's functions in SQLite's loaded library are replaced by ours while this is
 * open. Linux only, as all that runs these tests for us.
 */
@SuppressWarnings("restricted")
final class FaultyDisk implements AutoCloseable {
  private static final int NO_SPACE = 28;
  private static final int INPUT_OUTPUT = 5;
  private static final Set<String> CHANGING =
      Set.of("write", "pwrite64", "ftruncate64", "fsync", "fdatasync", "unlink");

  /** What the failing calls do. */
  enum Fault {
    /** One call says that the disk is full. */
    FULL_ONCE,
    /** From that call on the disk is full. */
    FULL,
    /** From that call on the disk is broken. */
    BROKEN,
    /** One write stops in the middle; from then on the disk is broken. */
    TORN
  }

  private static final FunctionDescriptor PWRITE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);
  private static final FunctionDescriptor WRITE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final FunctionDescriptor TRUNCATE =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
  private static final FunctionDescriptor SYNC =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final FunctionDescriptor UNLINK =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

  private final Arena arena = Arena.ofShared();
  private final Map<MemorySegment, Long> replaced = new LinkedHashMap<>();
  private final MethodHandle pwrite = real("pwrite64", PWRITE);
  private final MethodHandle write = real("write", WRITE);
  private final MethodHandle truncate = real("ftruncate64", TRUNCATE);
  private final MethodHandle sync = real("fsync", SYNC);
  private final MethodHandle unlink = real("unlink", UNLINK);
  private final MethodHandle errno =
      real("__errno_location", FunctionDescriptor.of(ValueLayout.ADDRESS));
  private Fault fault = Fault.FULL;
  private int calls;
  private int failing = Integer.MAX_VALUE;
  private boolean failed;

  /** SQLite's library must have been loaded. */
  FaultyDisk() throws Exception {
    Library library = Library.find();
    for (Map.Entry<Long, String> place : library.places().entrySet()) {
      replace(place.getKey(), stub(place.getValue()));
    }
    if (!replaced.isEmpty() && library.places().values().containsAll(Set.of("pwrite64", "fsync"))) {
      return;
    }
    throw new IllegalStateException("SQLite's library calls the system in an unknown way");
  }

  /** From now on counts anew; the call of that number fails, counted from 1. */
  synchronized void failAt(int call, Fault how) {
    calls = 0;
    failing = call;
    fault = how;
    failed = false;
  }

  /** Whether a call has failed. */
  synchronized boolean hasFailed() {
    return failed;
  }

  /** The disk is well again. */
  synchronized void heal() {
    failing = Integer.MAX_VALUE;
  }

  synchronized int calls() {
    return calls;
  }

  private synchronized boolean fails() {
    calls++;
    boolean now = fault == Fault.FULL_ONCE ? calls == failing : calls >= failing;
    failed |= now;
    return now;
  }

  private synchronized boolean tears() {
    return fault == Fault.TORN && calls == failing;
  }

  @SuppressWarnings("unused")
  long pwrite(int file, MemorySegment bytes, long count, long at) throws Throwable {
    if (!fails()) {
      return (long) pwrite.invokeExact(file, bytes, count, at);
    }
    if (tears()) {
      long half = (long) pwrite.invokeExact(file, bytes, count / 2, at);
      return half < 0 ? half : refuse();
    }
    return refuse();
  }

  @SuppressWarnings("unused")
  long write(int file, MemorySegment bytes, long count) throws Throwable {
    return fails() ? refuse() : (long) write.invokeExact(file, bytes, count);
  }

  @SuppressWarnings("unused")
  int truncate(int file, long size) throws Throwable {
    return fails() ? (int) refuse() : (int) truncate.invokeExact(file, size);
  }

  @SuppressWarnings("unused")
  int sync(int file) throws Throwable {
    return fails() ? (int) refuse() : (int) sync.invokeExact(file);
  }

  @SuppressWarnings("unused")
  int unlink(MemorySegment name) throws Throwable {
    return fails() ? (int) refuse() : (int) unlink.invokeExact(name);
  }

  private long refuse() throws Throwable {
    MemorySegment place = (MemorySegment) errno.invokeExact();
    boolean full = fault == Fault.FULL || fault == Fault.FULL_ONCE;
    place
        .reinterpret(ValueLayout.JAVA_INT.byteSize())
        .set(ValueLayout.JAVA_INT, 0, full ? NO_SPACE : INPUT_OUTPUT);
    return -1;
  }

  private static MethodHandle real(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  private MemorySegment stub(String name) throws ReflectiveOperationException {
    return switch (name) {
      case "pwrite64" -> upcall("pwrite", PWRITE);
      case "write" -> upcall("write", WRITE);
      case "ftruncate64" -> upcall("truncate", TRUNCATE);
      case "unlink" -> upcall("unlink", UNLINK);
      default -> upcall("sync", SYNC);
    };
  }

  private MemorySegment upcall(String method, FunctionDescriptor type)
      throws ReflectiveOperationException {
    MethodType java = type.toMethodType();
    MethodHandle handle =
        MethodHandles.lookup().findVirtual(FaultyDisk.class, method, java).bindTo(this);
    return Linker.nativeLinker().upcallStub(handle, type, arena);
  }

  private void replace(long address, MemorySegment stub) {
    MemorySegment place =
        MemorySegment.ofAddress(address)
            .reinterpret(MemoryLayout.sequenceLayout(8, ValueLayout.JAVA_BYTE).byteSize());
    replaced.put(place, place.get(ValueLayout.JAVA_LONG, 0));
    place.set(ValueLayout.JAVA_LONG, 0, stub.address());
  }

  /** No SQLite call is under way. */
  @Override
  public void close() {
    replaced.forEach((place, before) -> place.set(ValueLayout.JAVA_LONG, 0, before));
    arena.close();
  }

  /** SQLite's library in the memory of this process: where it keeps addresses of the system. */
  private record Library(Map<Long, String> places) {
    private static final int RELOCATIONS = 4;
    private static final int SYMBOLS = 11;

    static Library find() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String[] words = line.split("\\s+");
        if (words.length > 5 && words[5].contains("sqlitejdbc") && words[2].matches("0+")) {
          long base = Long.parseUnsignedLong(words[0].substring(0, words[0].indexOf('-')), 16);
          return read(Path.of(words[5]), base);
        }
      }
      throw new IllegalStateException("SQLite's library is not loaded");
    }

    private static Library read(Path file, long base) throws IOException {
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
        ByteBuffer elf =
            open.getChannel()
                .map(FileChannel.MapMode.READ_ONLY, 0, open.length())
                .order(ByteOrder.LITTLE_ENDIAN);
        Map<Long, String> places = new LinkedHashMap<>();
        for (int section = 0; section < elf.getShort(0x3C); section++) {
          int header = (int) elf.getLong(0x28) + section * elf.getShort(0x3A);
          if (elf.getInt(header + 4) == RELOCATIONS) {
            add(places, elf, header, base);
          }
        }
        return new Library(places);
      }
    }

    private static void add(Map<Long, String> places, ByteBuffer elf, int header, long base) {
      int symbols = (int) elf.getLong(0x28) + elf.getInt(header + 40) * elf.getShort(0x3A);
      if (elf.getInt(symbols + 4) != SYMBOLS) {
        return;
      }
      int names = (int) elf.getLong(0x28) + elf.getInt(symbols + 40) * elf.getShort(0x3A);
      int from = (int) elf.getLong(header + 24);
      for (int at = from; at < from + elf.getLong(header + 32); at += 24) {
        int symbol = (int) elf.getLong(symbols + 24) + (int) (elf.getLong(at + 8) >>> 32) * 24;
        String name = text(elf, (int) elf.getLong(names + 24) + elf.getInt(symbol));
        if (CHANGING.contains(name)) {
          places.put(base + elf.getLong(at), name);
        }
      }
    }

    private static String text(ByteBuffer elf, int at) {
      int end = at;
      while (elf.get(end) != 0) {
        end++;
      }
      byte[] bytes = new byte[end - at];
      elf.get(at, bytes);
      return new String(bytes, StandardCharsets.US_ASCII);
    }
  }
}
