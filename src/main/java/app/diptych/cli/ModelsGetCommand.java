package app.diptych.cli;

import app.diptych.local.download.Download;
import app.diptych.local.download.DownloadOutcome;
import app.diptych.local.download.DownloadOutcome.Failed;
import app.diptych.local.download.DownloadOutcome.Finished;
import app.diptych.local.download.DownloadOutcome.Stopped;
import app.diptych.local.download.DownloadProgress;
import app.diptych.local.shelf.Figures;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Downloads a model. */
@Command(
    name = "get",
    description = {
      "Downloads a model: OWNER/REPO:QUANT or OWNER/REPO:FILE from Hugging Face, or any https address.",
      "A download that was stopped goes on where it was. HF_TOKEN and HF_ENDPOINT are minded."
    })
final class ModelsGetCommand implements Callable<Integer> {
  private static final int STEPS = 10;

  private final DiptychCommand root;
  private int step = -1;
  private String lastNote = "";

  @Parameters(paramLabel = "NAME|URL", description = "What to download.")
  String name = "";

  @Option(names = "--sha256", paramLabel = "HEX", description = "What the file has to be.")
  @Nullable String sha256;

  ModelsGetCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      Download download = rooms.downloads().of(name, sha256);
      rooms.onInterrupt(download::stop);
      boolean live = Terminal.isInteractive();
      DownloadOutcome outcome =
          download.run(progress -> {
            if (live) {
              root.terminal().live(line(progress));
            } else {
              step(progress);
            }
          });
      if (live) {
        root.terminal().endLive();
      }
      return told(outcome);
    }
  }

  private int told(DownloadOutcome outcome) {
    return switch (outcome) {
      case Finished finished -> {
        finished(finished);
        yield Exit.FINE;
      }
      case Stopped _ -> {
        root.terminal().complain("Stopped; the same command goes on where it was.");
        yield Exit.INTERRUPTED;
      }
      case Failed failed -> {
        if (root.json) {
          root.terminal()
              .print(
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("message", failed.message())
                      .put("hint", failed.hint())
                      .put("resumable", failed.resumable())
                      .toPrettyString());
        }
        root.terminal().complain(failed.sentences());
        yield Exit.FAILED;
      }
    };
  }

  private void finished(Finished finished) {
    if (root.json) {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.put("model", "file:" + finished.files().getFirst())
          .put("verified", finished.verified())
          .put("wasThere", finished.wasThere());
      ArrayNode files = tree.putArray("files");
      for (int i = 0; i < finished.files().size(); i++) {
        files
            .addObject()
            .put("path", finished.files().get(i).toString())
            .put("sha256", finished.sha256().get(i));
      }
      root.terminal().print(tree.toPrettyString());
      return;
    }
    root.terminal().print("file:" + finished.files().getFirst());
    for (int i = 0; i < finished.files().size(); i++) {
      root.terminal()
          .tell(
              "SHA-256 %s  %s%s"
                  .formatted(
                      finished.sha256().get(i),
                      finished.files().get(i).getFileName(),
                      finished.verified() ? "" : " (nobody said what it should be)"));
    }
    if (finished.wasThere()) {
      root.terminal().tell("It was here already.");
    }
  }

  /** A log is no place for a line that moves: one for each tenth, and for what is to be known. */
  private void step(DownloadProgress progress) {
    int now =
        progress.phase() == DownloadProgress.Phase.DOWNLOADING
            ? (int) (Math.max(0, progress.share()) * STEPS)
            : step;
    boolean noted = !progress.note().isEmpty() && !progress.note().equals(lastNote);
    if (now > step || noted) {
      step = now;
      lastNote = progress.note();
      root.terminal().tell(line(progress));
    }
  }

  private static String line(DownloadProgress progress) {
    return switch (progress.phase()) {
      case ASKING -> progress.file() + ": asking";
      case WAITING -> progress.file() + ": " + progress.note();
      case CHECKING ->
          "%s: checking, %.0f %%".formatted(progress.file(), 100 * Math.max(0, progress.share()));
      case DOWNLOADING -> {
        Duration left = progress.left();
        yield "%s: %s%s%s%s %s"
            .formatted(
                progress.file(),
                Figures.bytes(progress.done()),
                progress.total() < 0 ? "" : " of " + Figures.bytes(progress.total()),
                progress.bytesPerSecond() < 1
                    ? ""
                    : ", " + Figures.bytes((long) progress.bytesPerSecond()) + "/s",
                left == null ? "" : ", " + Figures.time(left) + " left",
                progress.note())
            .strip();
      }
    };
  }
}
