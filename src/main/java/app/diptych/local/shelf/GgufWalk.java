package app.diptych.local.shelf;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model files below a folder. Links are followed, a loop of them once; what cannot be
 * read is told and left out.
 */
final class GgufWalk extends SimpleFileVisitor<Path> {
  private static final int MOST_NOTES = 5;

  private final Path folder;
  private final ScanLimits limits;
  private final BooleanSupplier late;
  private final Consumer<String> notes;
  private final List<Path> found = new ArrayList<>();
  private int entries;
  private int noted;

  private GgufWalk(Path folder, ScanLimits limits, BooleanSupplier late, Consumer<String> notes) {
    this.folder = folder;
    this.limits = limits;
    this.late = late;
    this.notes = notes;
  }

  /**
   * @param late asked often; the walk ends when it says so
   * @param notes told what was left out, as sentences
   */
  static List<Path> files(
      Path folder, ScanLimits limits, BooleanSupplier late, Consumer<String> notes) {
    GgufWalk walk = new GgufWalk(folder, limits, late, notes);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), limits.depth(), walk);
    } catch (IOException | SecurityException fault) {
      notes.accept(folder + " cannot be read: look at its permissions.");
    }
    walk.found.sort(null);
    return walk.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
    return next();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && isModel(file)) {
      if (found.size() >= limits.models()) {
        note("In " + folder + " only the first " + limits.models() + " models are listed.");
        return FileVisitResult.TERMINATE;
      }
      found.add(file);
    }
    return next();
  }

  @Override
  public FileVisitResult visitFileFailed(Path entry, IOException fault) {
    if (fault instanceof AccessDeniedException) {
      note(entry + " cannot be read: look at its permissions.");
    } else if (fault instanceof NoSuchFileException) {
      note(entry + " is a link to a file that is not there.");
    } else if (!(fault instanceof FileSystemLoopException)) {
      note(entry + " cannot be read: look at the disk.");
    }
    return next();
  }

  @Override
  public FileVisitResult postVisitDirectory(Path entry, @Nullable IOException fault) {
    if (fault != null) {
      note(entry + " cannot be read to its end: look at the disk.");
    }
    return next();
  }

  private FileVisitResult next() {
    if (++entries > limits.entries()) {
      note(
          "%s holds more than %,d files, so the rest of it was not looked at: add the folders with models instead."
              .formatted(folder, limits.entries()));
      return FileVisitResult.TERMINATE;
    }
    return late.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
  }

  private void note(String sentence) {
    if (++noted <= MOST_NOTES) {
      notes.accept(sentence);
    }
  }

  static boolean isModel(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gguf");
  }
}
