package app.diptych.ui.library;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.prompt.PromptRevision;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.ui.compare.PromptShelf;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/** The library page without its nodes on a real workspace. */
final class OpenLibrary implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Workspace workspace;
  final PromptShelf shelf;
  final LibraryModel model;
  final AtomicReference<String> setting;

  /** Added to the time of day. */
  volatile Duration later = Duration.ZERO;

  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

  OpenLibrary(Path home) throws Exception {
    this(home, "");
  }

  OpenLibrary(Path home, String folder) throws Exception {
    setting = new AtomicReference<>(folder);
    NanoClock real = NanoClock.system();
    NanoClock clock =
        new NanoClock() {
          @Override
          public long nanos() {
            return real.nanos();
          }

          @Override
          public Instant now() {
            return real.now().plus(later);
          }
        };
    workspace = Workspace.open(home.resolve("workspace.db"), Workspace.Role.OWNER, writer, clock);
    FxTest.start();
    Background background = new Background(work, FxThread::later);
    PromptLibrary bundled =
        new PromptLibrary(
            List.of(
                Prompt.of("demo/haiku", "Haiku", "Write a haiku.").withFolder("demo"),
                Prompt.of("demo/tips", "Tips", "Give three tips.").withFolder("demo")));
    shelf = FxTest.run(() -> new PromptShelf(bundled, workspace, background));
    model =
        FxTest.run(() ->
            new LibraryModel(
                shelf,
                background,
                work,
                new FolderSetting() {
                  @Override
                  public String get() {
                    return setting.get();
                  }

                  @Override
                  public void put(String now) {
                    setting.set(now);
                  }
                },
                clock));
    FxTest.run(shelf::refresh);
    FxTest.waitFor(() -> shelf.stateProperty().get() == PromptShelf.State.LISTED, PATIENCE);
  }

  /** Puts a prompt on the shelf and shows it. */
  void show(Prompt prompt) throws Exception {
    workspace.prompts().save(prompt).get();
    FxTest.run(shelf::refresh);
    FxTest.waitFor(() -> shelf.find(prompt.id()).filter(Shelved::own).isPresent(), PATIENCE);
    FxTest.run(() -> model.select(prompt.id()));
  }

  /** Ends the sitting and waits until it is kept. */
  void save() {
    FxTest.run(() -> model.saveRevision());
    FxTest.waitFor(() -> model.draft().statusProperty().get().startsWith("Saved"), PATIENCE);
  }

  List<String> texts(String id) throws Exception {
    return workspace.prompts().revisions(id).stream()
        .map(PromptRevision::prompt)
        .map(Prompt::text)
        .toList();
  }

  List<String> found() {
    return FxTest.run(
        () -> model.found().stream().map(shelved -> shelved.prompt().title()).toList());
  }

  @Override
  public void close() {
    FxTest.run(model::close);
    workspace.close();
    work.shutdownNow();
    writer.shutdownNow();
  }
}
