package app.diptych.local.shelf;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The models in Ollama's folder: their files have no names, its manifests tell them. */
final class OllamaCache {
  /** Host, owner, model and tag. */
  private static final int DEPTH = 6;

  private OllamaCache() {}

  static List<Found> files(
      Path folder, ScanLimits limits, BooleanSupplier late, Consumer<String> notes) {
    List<Found> found = new ArrayList<>();
    Path manifests = folder.resolve("manifests");
    if (!Files.isDirectory(manifests)) {
      if (!Files.isReadable(folder)) {
        notes.accept(folder + " cannot be read: look at its permissions.");
      }
      return found;
    }
    for (Path file : manifests(manifests, limits, late, notes)) {
      model(folder, manifests, file, notes).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Found> model(
      Path folder, Path manifests, Path file, Consumer<String> notes) {
    try {
      Optional<OllamaManifest> manifest = OllamaManifest.read(manifests, file);
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      String digest = manifest.get().digest();
      Path blob = folder.resolve("blobs").resolve("sha256-" + digest);
      // Before version 0.1.33 the name had a colon, where the file system has them.
      Path older = folder.resolve("blobs" + java.io.File.separator + "sha256:" + digest);
      return Optional.of(
          new Found(
              manifest.get().name(), !Files.exists(blob) && Files.exists(older) ? older : blob));
    } catch (IOException | RuntimeException unreadable) {
      notes.accept("Ollama's note " + file + " cannot be read: pull the model again.");
      return Optional.empty();
    }
  }

  private static List<Path> manifests(
      Path folder, ScanLimits limits, BooleanSupplier late, Consumer<String> notes) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return files.size() >= limits.models() || late.getAsBoolean()
                  ? FileVisitResult.TERMINATE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
              notes.accept(file + " cannot be read: look at its permissions.");
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException | SecurityException fault) {
      notes.accept(folder + " cannot be read: look at its permissions.");
    }
    files.sort(null);
    return files;
  }
}
