package app.diptych.session;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFolder;
import app.diptych.prompt.PromptFolder.Contents;
import app.diptych.prompt.PromptFolder.Entry;
import app.diptych.prompt.PromptFolder.Problem;
import app.diptych.session.SyncMarks.Mark;
import app.diptych.session.SyncReport.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the user's own prompts and a folder of Markdown files in step: a file that changed is a new
 * revision of its prompt, a prompt that changed is written to its file. What changed on both sides
 * keeps both, as revisions. Thread-safe; every call blocks for a moment.
 */
public final class PromptSync {
  private final Prompts prompts;
  private final SyncMarks marks;
  private final PromptFolder folder;
  private final String name;

  /**
   * @param name tells this folder from any other
   */
  PromptSync(Prompts prompts, SyncMarks marks, PromptFolder folder, String name) {
    this.prompts = prompts;
    this.marks = marks;
    this.folder = folder;
    this.name = name;
  }

  /**
   * Brings both in step as if they had never been: what only one has goes to the other. The way to
   * begin, and the way out when the files are gone.
   */
  public synchronized SyncReport begin() throws WorkspaceException, InterruptedException {
    await(List.of(marks.begin(name)));
    return step();
  }

  /** Brings both in step. */
  public synchronized SyncReport step() throws WorkspaceException, InterruptedException {
    Contents contents = folder.read();
    if (!marks.areOf(name)) {
      await(List.of(marks.begin(name)));
    }
    Map<String, Mark> marked = marks.all();
    Map<String, Prompt> own =
        prompts.list().stream()
            .map(Prompts.Used::prompt)
            .collect(Collectors.toMap(Prompt::id, prompt -> prompt));
    if (!contents.found()) {
      return SyncReport.untouched(State.MISSING, contents.problems());
    }
    boolean emptied = contents.prompts().isEmpty() && contents.problems().isEmpty();
    if (emptied && marked.keySet().stream().anyMatch(own::containsKey)) {
      return SyncReport.untouched(State.EMPTIED, List.of());
    }
    return new Pass(contents, marked, own).run();
  }

  /** One look at both and what follows from it. */
  private final class Pass {
    private final Map<String, Mark> marked;
    private final Map<String, Prompt> own;
    private final Map<String, Entry> files = new LinkedHashMap<>();
    private final Set<String> unreadable;
    private final List<Problem> problems;
    private final List<Prompt> toWrite = new ArrayList<>();
    private final List<SyncReport.Deleted> deleted = new ArrayList<>();
    private final List<SyncReport.Conflict> conflicts = new ArrayList<>();
    private final List<CompletableFuture<Void>> changes = new ArrayList<>();
    private int taken;
    private int held;

    Pass(Contents contents, Map<String, Mark> marked, Map<String, Prompt> own) {
      this.marked = marked;
      this.own = own;
      this.problems = new ArrayList<>(contents.problems());
      this.unreadable = contents.problems().stream().map(Problem::path).collect(Collectors.toSet());
      contents.prompts().forEach(entry -> files.put(entry.prompt().id(), entry));
      held = files.size();
    }

    SyncReport run() throws WorkspaceException, InterruptedException {
      Set<String> ids = new LinkedHashSet<>(files.keySet());
      ids.addAll(own.keySet());
      ids.addAll(marked.keySet());
      for (String id : ids) {
        if (isKnown(id)) {
          apply(id, own.get(id), files.get(id));
        }
      }
      int written = write();
      await(changes);
      return new SyncReport(State.IN_STEP, held, taken, written, deleted, conflicts, problems);
    }

    /**
     * A file that cannot be read is not gone; neither is any when the folder was not read whole.
     */
    private boolean isKnown(String id) {
      Mark mark = marked.get(id);
      boolean hidden =
          unreadable.contains("") || (mark != null && unreadable.contains(mark.path()));
      return files.containsKey(id) || !hidden;
    }

    private void apply(String id, @Nullable Prompt prompt, @Nullable Entry file) {
      Mark mark = marked.get(id);
      SyncStep step =
          SyncStep.of(
              mark == null ? null : mark.print(),
              prompt == null ? null : SyncMarks.print(prompt),
              file == null ? null : SyncMarks.print(file.prompt()));
      switch (step) {
        case NOTHING -> {}
        case FORGET -> changes.add(marks.remove(id));
        case AGREE -> agree(file);
        case TAKE -> take(file);
        case TAKE_BESIDE -> {
          take(file);
          if (prompt != null) {
            conflicts.add(new SyncReport.Conflict(id, prompt.title()));
          }
        }
        case WRITE -> {
          if (prompt != null) {
            toWrite.add(prompt);
          }
        }
        case DELETE_PROMPT -> {
          changes.add(prompts.delete(id));
          changes.add(marks.remove(id));
          deleted.add(new SyncReport.Deleted(id, prompt == null ? id : prompt.title()));
        }
        case DELETE_FILE -> deleteFile(id);
      }
    }

    private void agree(@Nullable Entry file) {
      if (file != null) {
        changes.add(
            marks.put(file.prompt().id(), new Mark(SyncMarks.print(file.prompt()), file.path())));
      }
    }

    private void take(@Nullable Entry file) {
      if (file != null) {
        changes.add(prompts.save(file.prompt()));
        agree(file);
        taken++;
      }
    }

    private void deleteFile(String id) {
      try {
        folder.delete(id);
        changes.add(marks.remove(id));
      } catch (IOException failed) {
        problems.add(
            new Problem("", "The file of a deleted prompt stays: " + failed.getMessage() + "."));
      }
    }

    /** Writes what changed, and believes only what can be read back. */
    private int write() {
      if (toWrite.isEmpty()) {
        return 0;
      }
      problems.addAll(folder.write(toWrite));
      Map<String, Entry> now = new HashMap<>();
      folder.read().prompts().forEach(entry -> now.put(entry.prompt().id(), entry));
      held = now.size();
      int written = 0;
      for (Prompt prompt : toWrite) {
        Entry file = now.get(prompt.id());
        if (file != null && file.prompt().equals(prompt)) {
          agree(file);
          written++;
        }
      }
      return written;
    }
  }

  /** Waits until everything is on the disk, so that the next look sees it. */
  private static void await(List<CompletableFuture<Void>> changes)
      throws WorkspaceException, InterruptedException {
    try {
      CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException refused) {
      throw WorkspaceException.refused(refused);
    }
  }
}
