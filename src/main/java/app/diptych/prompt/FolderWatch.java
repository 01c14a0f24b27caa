package app.diptych.prompt;

import app.diptych.prompt.PromptFolder.Contents;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a folder and all folders in it. Events only say that something happened; what there is is
 * read again once it is quiet. Where no event can come, from a folder that is not there or one that
 * the platform cannot watch, it looks again from time to time.
 */
final class FolderWatch implements PromptFolder.Watch, Runnable {
  private static final Logger LOG = System.getLogger("diptych");
  private static final Duration QUIET = Duration.ofMillis(150);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Somebody who writes all the time must not keep the rest from being seen. */
  private static final int MOST_EVENTS_TOGETHER = 50;

  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_MODIFY,
    StandardWatchEventKinds.ENTRY_DELETE
  };

  private final Path root;
  private final Supplier<Contents> reader;
  private final Consumer<Contents> listener;
  private final WatchService service;
  private @Nullable Contents told;
  private @Nullable Object watched;
  private boolean blind;

  FolderWatch(Path root, Supplier<Contents> reader, Consumer<Contents> listener)
      throws IOException {
    this.root = root;
    this.reader = reader;
    this.listener = listener;
    this.service = root.getFileSystem().newWatchService();
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        await();
      }
    } catch (ClosedWatchServiceException closed) {
      // The end of the watch.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException failed) {
      LOG.log(Logger.Level.WARNING, "A folder is still watched: " + root, failed);
    }
  }

  /** Watches first and reads then, so that no change falls between. */
  private void look() {
    blind = false;
    watched = identity();
    watchAll();
    Contents contents = reader.get();
    if (!contents.equals(told)) {
      told = contents;
      listener.accept(contents);
    }
  }

  private void watchAll() {
    try {
      Files.walkFileTree(
          root.toRealPath(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              folder.register(service, KINDS);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException gone) {
      blind = true;
    }
  }

  /** Tells one folder of that name from the next; null when there is none. */
  private @Nullable Object identity() {
    try {
      return Files.readAttributes(root, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  /** Returns when something happened and it is quiet again, or when it is time to look. */
  private void await() throws InterruptedException {
    while (true) {
      WatchKey first = service.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        drain(first);
        return;
      }
      if (blind || !Objects.equals(watched, identity())) {
        return;
      }
    }
  }

  private void drain(WatchKey first) throws InterruptedException {
    WatchKey key = first;
    for (int i = 0; key != null && i < MOST_EVENTS_TOGETHER; i++) {
      key.pollEvents();
      key.reset();
      key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
