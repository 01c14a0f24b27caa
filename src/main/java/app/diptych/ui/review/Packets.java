package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Loss;
import app.diptych.exchange.Redaction;
import app.diptych.exchange.ReviewExport;
import app.diptych.exchange.ReviewFormat;
import app.diptych.exchange.ReviewPackets;
import app.diptych.exchange.ReviewPackets.Opened;
import app.diptych.exchange.ReviewPackets.Returned;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.stats.Overlap;
import app.diptych.session.SavedTrial;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Sends pairs to other raters and takes their votes back. Everything here blocks and belongs on a
 * background thread; each returns what to tell.
 */
final class Packets {
  private final Workspace workspace;
  private final NanoClock clock;

  Packets(Workspace workspace, NanoClock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Writes a packet of all pairs of a review, without the names of models. */
  String send(Review review, Path file) throws WorkspaceException, IOException {
    return send(review, review.items(), file);
  }

  /** The same of so many pairs, those first that one rater judged. */
  String sendSome(Review review, int count, Path file) throws WorkspaceException, IOException {
    Overlap overlap = Overlap.of(review, workspace.reviews().ballots(review.id()));
    return send(review, overlap.draw(count, review.seed() + overlap.twice()), file);
  }

  private String send(Review review, List<String> items, Path file)
      throws WorkspaceException, IOException {
    List<SavedTrial> trials = new ArrayList<>();
    for (String item : items) {
      workspace.sessions().trial(item).ifPresent(trials::add);
    }
    WholeFile.text(file, ReviewPackets.packet(review, trials));
    return say("Wrote %s with %,d pairs. Its rater opens it on this page and sends the votes back.")
        .formatted(file, trials.size());
  }

  /** Writes the votes for another tool; names the models. */
  String export(Review review, ReviewFormat format, Path file)
      throws ExchangeException, WorkspaceException {
    Redaction redaction = Redaction.secrets(System.getenv());
    List<Loss> losses = new ReviewExport(workspace, redaction).write(format, review, file);
    return say("Wrote %s, which names the models.%s")
        .formatted(
            file,
            losses.stream()
                .map(loss ->
                    say(" Not in it: %s (%,d). %s")
                        .formatted(told(loss.what()), loss.count(), told(loss.why())))
                .collect(Collectors.joining()));
  }

  /** Opens a packet to vote in. */
  String open(Path file)
      throws ExchangeException, WorkspaceException, ExecutionException, InterruptedException {
    Opened opened = ReviewPackets.open(file, clock.now());
    boolean joins = workspace.reviews().find(opened.review().id()).isPresent();
    int fresh = ReviewPackets.take(workspace, opened);
    String title = opened.review().title();
    if (fresh == 0) {
      return say("\u201c%s\u201d is here already: vote in it.").formatted(title);
    }
    return joins
        ? say("%,d more pairs of \u201c%s\u201d are here: vote on them.").formatted(fresh, title)
        : say("Opened \u201c%s\u201d with %,d pairs.").formatted(title, fresh);
  }

  /** Writes what was voted here, to be sent back. */
  String answer(Review review, String rater, Path file) throws WorkspaceException, IOException {
    if (rater.isBlank()) {
      return say("Say who votes first: write a name under Rater.");
    }
    List<CastVote> votes =
        workspace.reviews().ballots(review.id()).stream()
            .filter(vote -> vote.rater().isEmpty() || vote.rater().equals(rater))
            .map(vote -> vote.by(rater))
            .toList();
    WholeFile.text(file, ReviewPackets.votes(review, votes));
    return say("Wrote %s with %,d votes of %s.").formatted(file, votes.size(), rater);
  }

  /** Takes votes that came back. */
  String merge(Path file)
      throws ExchangeException, WorkspaceException, ExecutionException, InterruptedException {
    Returned returned = ReviewPackets.returned(file);
    Review home = workspace.reviews().find(returned.review()).orElse(null);
    if (home == null) {
      return say("These votes are of another review than those here.");
    }
    List<CastVote> known = returned.of(home);
    int added = workspace.reviews().merge(home, known).get();
    int left = returned.lines() - known.size();
    return say("\u201c%s\u201d: %,d votes are new, %,d were here already%s.")
        .formatted(
            home.title(),
            added,
            known.size() - added,
            left == 0 ? "" : say(", %,d could not be taken").formatted(left));
  }
}
