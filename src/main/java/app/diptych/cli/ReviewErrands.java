package app.diptych.cli;

import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Loss;
import app.diptych.exchange.ReviewExport;
import app.diptych.exchange.ReviewFormat;
import app.diptych.exchange.ReviewPackets;
import app.diptych.review.Review;
import app.diptych.review.stats.Overlap;
import app.diptych.session.Reviews;
import app.diptych.session.SavedTrial;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with a review that is there already. */
final class ReviewErrands {
  private final Terminal terminal;

  ReviewErrands(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * The review of that id, beginning of one, or title.
   *
   * @throws IllegalArgumentException when it is none, or several, with a sentence
   */
  static Review find(Workspace saved, String name) throws WorkspaceException {
    List<Review> found =
        saved.reviews().list().stream()
            .map(Reviews.Standing::review)
            .filter(review -> review.id().startsWith(name) || review.title().equals(name))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.isEmpty()
              ? "There is no review \"" + Terminal.safe(name) + "\"."
              : "Several reviews are called so: give the beginning of an id.");
    }
    return found.getFirst();
  }

  /** Those of the pairs that are still there. */
  static List<SavedTrial> trials(Workspace saved, List<String> items) throws WorkspaceException {
    List<SavedTrial> trials = new ArrayList<>();
    for (String item : items) {
      saved.sessions().trial(item).ifPresent(trials::add);
    }
    return trials;
  }

  /**
   * Tells what a second rater should judge, and writes the packet of it.
   *
   * @param within points on either side
   * @param items so many instead; null for as many as are wanted
   * @param packet null for no packet
   */
  int overlap(
      Workspace saved, Review review, int within, @Nullable Integer items, @Nullable Path packet)
      throws WorkspaceException {
    Overlap now = Overlap.of(review, saved.reviews().ballots(review.id()));
    double half = within / 100d;
    terminal.print(now.sentence());
    terminal.print(now.plan(half));
    int count = items == null ? now.more(half) : items;
    if (packet == null || count <= 0) {
      return Exit.FINE;
    }
    List<SavedTrial> some = trials(saved, now.draw(count, review.seed() + now.twice()));
    if (!write(packet, ReviewPackets.packet(review, some))) {
      return Exit.FAILED;
    }
    terminal.print(
        "Wrote %s with %s."
            .formatted(Terminal.safe(packet.toString()), SessionsText.count(some.size(), "pair")));
    return Exit.FINE;
  }

  /** Writes the votes for another tool and tells what has no place there. */
  int export(Rooms rooms, Workspace saved, Review review, String format, Path file)
      throws WorkspaceException, ExchangeException {
    ReviewFormat wanted =
        Arrays.stream(ReviewFormat.values())
            .filter(one -> one.id().equals(format))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no format \"" + Terminal.safe(format) + "\": see --help."));
    List<Loss> losses = new ReviewExport(saved, rooms.redaction()).write(wanted, review, file);
    terminal.print("Wrote %s.".formatted(Terminal.safe(file.toString())));
    losses.forEach(loss ->
        terminal.print("Not in it: %s (%,d). %s".formatted(loss.what(), loss.count(), loss.why())));
    return Exit.FINE;
  }

  /** Writes a file, or complains. */
  boolean write(Path file, String text) {
    try {
      WholeFile.text(file, text);
      return true;
    } catch (IOException refused) {
      terminal.complain(
          Terminal.safe(
              "The file %s could not be written (%s): choose another."
                  .formatted(file, WholeFile.reason(refused))));
      return false;
    }
  }
}
