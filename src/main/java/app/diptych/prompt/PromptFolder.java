package app.diptych.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A folder of prompt files, one for each prompt, made for version control: a file is named once and
 * keeps its name, its folder is the prompt's folder, and a file nobody changed is not written.
 *
 * <p>Files named {@code README.md} and everything whose name begins with a dot belong to others.
 * Symbolic links are not followed.
 */
public final class PromptFolder {
  private final Path root;
  private final PromptFiles files;

  /**
   * What the folder holds.
   *
   * @param found whether the folder is there at all; when it is not, no prompt was deleted
   * @param prompts in the order of their paths
   * @param problems what could not be taken, and why
   */
  public record Contents(boolean found, List<Entry> prompts, List<Problem> problems) {
    public Contents {
      prompts = List.copyOf(prompts);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A prompt and its file.
   *
   * @param path in the folder, with {@code /} between names
   */
  public record Entry(String path, PromptFile file) {
    public Prompt prompt() {
      return file.prompt();
    }
  }

  /**
   * A file that could not be taken or written.
   *
   * @param path in the folder, empty for the folder itself
   * @param sentence why, and what to do
   */
  public record Problem(String path, String sentence) {}

  /** Ends a watch. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  public PromptFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.files = new PromptFiles(this.root);
  }

  /** Reads every prompt in it. */
  public Contents read() {
    return files.read();
  }

  /**
   * Writes these prompts, each whole or not at all. Files of other prompts stay; so do fields of
   * other tools.
   *
   * @return what could not be written, and why
   */
  public synchronized List<Problem> write(List<Prompt> prompts) {
    Map<String, Entry> known = new HashMap<>();
    files.read().prompts().forEach(entry -> known.put(entry.prompt().id(), entry));
    Names names = new Names();
    List<Problem> problems = new ArrayList<>();
    for (Prompt prompt : prompts) {
      try {
        write(prompt, Optional.ofNullable(known.get(prompt.id())), names);
      } catch (IOException failed) {
        String sentence =
            "\u201c%s\u201d could not be written: %s."
                .formatted(prompt.title(), PromptFiles.reason(failed));
        problems.add(new Problem(prompt.folder(), sentence));
      }
    }
    return List.copyOf(problems);
  }

  /** Deletes the file of that prompt, if there is one. */
  public synchronized void delete(String id) throws IOException {
    for (Entry entry : files.read().prompts()) {
      if (entry.prompt().id().equals(id)) {
        Files.deleteIfExists(root.resolve(entry.path()));
      }
    }
  }

  /**
   * Tells the contents now, and again soon after each change, until it is closed. The folder may be
   * deleted meanwhile and come back.
   *
   * @param executor runs the watch, which occupies one thread until it is closed
   * @param listener called on that thread
   * @throws IOException when this platform cannot watch a folder
   */
  public Watch watch(Executor executor, Consumer<Contents> listener) throws IOException {
    FolderWatch watch = new FolderWatch(root, this::read, listener);
    executor.execute(watch);
    return watch;
  }

  private void write(Prompt prompt, Optional<Entry> known, Names names) throws IOException {
    if (known.isPresent() && known.get().prompt().equals(prompt)) {
      return;
    }
    boolean stays = known.isPresent() && known.get().prompt().folder().equals(prompt.folder());
    Path folder = files.folder(prompt.folder());
    Path target = stays ? root.resolve(known.get().path()) : names.free(folder, prompt);
    PromptFile file = known.isPresent() ? known.get().file().with(prompt) : PromptFile.of(prompt);
    PromptFiles.replace(target, file.text());
    names.took(folder, target);
    if (known.isPresent() && !stays) {
      Files.deleteIfExists(root.resolve(known.get().path()));
    }
  }

  /** Names not in use, whether or not the file system tells upper case from lower. */
  private static final class Names {
    private final Map<Path, Set<String>> used = new HashMap<>();

    void took(Path folder, Path target) throws IOException {
      in(folder).add(lower(target));
    }

    Path free(Path folder, Prompt prompt) throws IOException {
      for (String name : FileNames.candidates(prompt)) {
        if (!in(folder).contains(name)) {
          return folder.resolve(name);
        }
      }
      throw new IOException("its file names are taken by other files, rename one of them");
    }

    private Set<String> in(Path folder) throws IOException {
      Set<String> names = used.get(folder);
      if (names == null) {
        names = new HashSet<>();
        try (var listed = Files.newDirectoryStream(folder)) {
          for (Path path : listed) {
            names.add(lower(path));
          }
        }
        used.put(folder, names);
      }
      return names;
    }

    private static String lower(Path path) {
      return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
