package app.diptych.prompt;

import app.diptych.prompt.PromptFolder.Contents;
import app.diptych.prompt.PromptFolder.Entry;
import app.diptych.prompt.PromptFolder.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of a folder of prompts, read and written with care. */
final class PromptFiles {
  static final int MOST_FILES = 5_000;

  /** What all files together may have, so that any folder fits in memory. */
  private static final long MOST_BYTES_TOGETHER = 64L << 20;

  private static final int DEEPEST = 9;
  private static final String README = "readme.md";

  private final Path root;

  PromptFiles(Path root) {
    this.root = root;
  }

  Contents read() {
    List<Entry> entries = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      String sentence = "The folder %s is not there: create it, or choose another.".formatted(root);
      return new Contents(false, List.of(), List.of(new Problem("", sentence)));
    }
    try {
      Files.walkFileTree(
          root.toRealPath(), EnumSet.noneOf(FileVisitOption.class), DEEPEST, new Finder(found));
    } catch (IOException failed) {
      return new Contents(Files.isDirectory(root), List.of(), List.of(folderProblem(failed)));
    }
    found.sort(Comparator.comparing(Path::toString));
    if (found.size() > MOST_FILES) {
      problems.add(
          new Problem(
              "",
              "The folder has more than %,d prompt files: only the first of them are read."
                  .formatted(MOST_FILES)));
    }
    Map<String, String> ids = new HashMap<>();
    long bytes = 0;
    for (Path file : found.subList(0, Math.min(found.size(), MOST_FILES))) {
      bytes += size(file);
      if (bytes > MOST_BYTES_TOGETHER) {
        problems.add(
            new Problem(
                "", "The folder has more than 64 MB of prompt files: the rest is not read."));
        break;
      }
      read(file, ids, entries, problems);
    }
    return new Contents(true, entries, problems);
  }

  private static long size(Path file) {
    try {
      return Math.min(Files.size(file), PromptFile.MOST_BYTES);
    } catch (IOException gone) {
      return 0;
    }
  }

  private void read(
      Path file, Map<String, String> ids, List<Entry> entries, List<Problem> problems) {
    String path = name(file);
    try {
      PromptFile read = PromptFile.read(path, bytes(file));
      String first = ids.putIfAbsent(read.prompt().id(), path);
      if (first == null) {
        entries.add(new Entry(path, read));
      } else {
        problems.add(
            new Problem(
                path,
                "It has the id of "
                    + first
                    + ": delete the line that begins with \u201cid:\u201d."));
      }
    } catch (NoSuchFileException gone) {
      // Deleted since it was listed, so it is not there.
      return;
    } catch (IOException failed) {
      problems.add(new Problem(path, "The file cannot be read: " + reason(failed) + "."));
    } catch (IllegalArgumentException noPrompt) {
      problems.add(new Problem(path, String.valueOf(noPrompt.getMessage())));
    }
  }

  private String name(Path file) {
    try {
      return root.toRealPath().relativize(file).toString().replace('\\', '/');
    } catch (IOException gone) {
      return String.valueOf(file.getFileName());
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    Set<? extends OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(file, options)) {
      long size = Math.min(channel.size(), PromptFile.MOST_BYTES + 1L);
      ByteBuffer buffer = ByteBuffer.allocate((int) size);
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer);
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    }
  }

  /** The folder of that name, made when it is not there; never one that lies elsewhere. */
  Path folder(String folder) throws IOException {
    Files.createDirectories(root);
    Path at = root;
    for (String name : folder.isEmpty() ? new String[0] : folder.split("/", -1)) {
      at = at.resolve(name);
      if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(at);
      }
      if (!PromptFolder.isFolder(at)) {
        throw new IOException(at + " is no folder, remove it or use another");
      }
    }
    return at;
  }

  /** Either the old file or the new one is there, whenever the power goes. */
  static void replace(Path target, String text) throws IOException {
    Path fresh = target.resolveSibling(".prompt-" + UUID.randomUUID() + ".tmp");
    try {
      write(fresh, StandardCharsets.UTF_8.encode(text));
      try {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException plain) {
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(Path fresh, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Why a file could not be used, in words, without its path. */
  static String reason(IOException failed) {
    return switch (failed) {
      case AccessDeniedException _ -> "this user may not, check its permissions";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> String.valueOf(failed.getMessage());
    };
  }

  private static Problem folderProblem(IOException failed) {
    return new Problem("", "The folder cannot be read: " + reason(failed) + ".");
  }

  /** Collects prompt files and stays out of what belongs to others. */
  private final class Finder extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    Finder(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean hidden = leaf(folder).startsWith(".") && !name(folder).isEmpty();
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = leaf(file).toLowerCase(Locale.ROOT);
      if (attributes.isRegularFile()
          && name.endsWith(PromptFile.ENDING)
          && !name.startsWith(".")
          && !name.equals(README)) {
        found.add(file);
      }
      return found.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
      return FileVisitResult.CONTINUE;
    }

    private static String leaf(Path path) {
      return String.valueOf(path.getFileName());
    }
  }
}
