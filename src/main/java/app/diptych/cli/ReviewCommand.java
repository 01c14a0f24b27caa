package app.diptych.cli;

import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.ReviewFormat;
import app.diptych.exchange.ReviewPackets;
import app.diptych.exchange.ReviewPackets.Returned;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.session.Named;
import app.diptych.session.ReviewPairs;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends pairs to other raters, and takes their votes back. */
@Command(
    name = "review",
    description = {
      "Sends pairs of answers to other raters, blind, and takes their votes back.",
      "diptych review SESSION... --packet FILE   a new review of these sessions, and its packet",
      "diptych review --open FILE                on the rater's machine: the packet, to vote in",
      "diptych review --answer REVIEW --rater NAME --out FILE   the votes, to be sent back",
      "diptych review --merge FILE               at home: votes that came back",
      "diptych review --overlap REVIEW [--within POINTS] [--packet FILE]   what to send a second rater",
      "diptych review --export REVIEW --format FORMAT --out FILE           the votes, for other tools"
    },
    footer = {
      "",
      "SESSION and REVIEW are an id, the beginning of one, or a whole title.",
      "Exit code: 0 done, 1 a file could not be written, 2 nothing was done."
    })
final class ReviewCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(arity = "0..*", paramLabel = "SESSION", description = "Whose answers are judged.")
  List<String> sessions = new ArrayList<>();

  @Option(names = "--packet", paramLabel = "FILE", description = "Write the packet here.")
  @Nullable Path packet;

  @Option(names = "--repeats", paramLabel = "N", description = "Pairs each rater sees twice.")
  int repeats;

  @Option(names = "--open", paramLabel = "FILE", description = "A packet to vote in.")
  @Nullable Path open;

  @Option(names = "--answer", paramLabel = "REVIEW", description = "Whose votes are sent back.")
  @Nullable String answer;

  @Option(names = "--rater", paramLabel = "NAME", description = "Who voted; needed with --answer.")
  String rater = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Where the votes are written.")
  @Nullable Path out;

  @Option(names = "--merge", paramLabel = "FILE", description = "Votes that came back; repeatable.")
  List<Path> merge = new ArrayList<>();

  @Option(
      names = "--leaks",
      paramLabel = "mask|exclude|show",
      description = "What becomes of answers that say whose they are. Default: mask.")
  Leaks leaks = Leaks.MASK;

  @Option(
      names = "--overlap",
      paramLabel = "REVIEW",
      description = "Tell how many pairs a second rater should judge.")
  @Nullable String overlap;

  @Option(
      names = "--within",
      paramLabel = "POINTS",
      description = "How well the agreement is to be known, on either side. Default: 10.")
  int within = 10;

  @Option(names = "--items", paramLabel = "N", description = "Send so many pairs instead.")
  @Nullable Integer items;

  @Option(names = "--export", paramLabel = "REVIEW", description = "Whose votes are written.")
  @Nullable String export;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "history, csv, arena, llm-comparator, trl, openai-preferences, label-studio, argilla."
              + " Default: history.")
  String format = ReviewFormat.HISTORY.id();

  /** What becomes of answers that say whose they are. */
  enum Leaks {
    MASK,
    EXCLUDE,
    SHOW
  }

  ReviewCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    ReviewErrands errands = new ReviewErrands(root.terminal());
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspaceToSave();
      if (overlap != null) {
        return errands.overlap(saved, ReviewErrands.find(saved, overlap), within, items, packet);
      }
      if (export != null && out != null) {
        return errands.export(rooms, saved, ReviewErrands.find(saved, export), format, out);
      }
      if (packet != null) {
        return send(saved, errands, packet);
      }
      if (open != null) {
        return take(saved, open);
      }
      if (answer != null && out != null) {
        return answer(saved, errands, answer, out);
      }
      if (!merge.isEmpty()) {
        return merge(saved);
      }
      throw new IllegalArgumentException(
          "Say what to do: SESSION --packet FILE, --open FILE, --answer REVIEW --out FILE, --merge FILE,"
              + " --overlap REVIEW or --export REVIEW --out FILE.");
    } catch (ExchangeException refused) {
      root.terminal().complain(refused.sentence());
      return Exit.NOT_STARTED;
    } catch (ExecutionException refused) {
      root.terminal().complain("It could not be saved: " + refused.getMessage());
      return Exit.FAILED;
    }
  }

  private int send(Workspace saved, ReviewErrands errands, Path file)
      throws WorkspaceException, ExecutionException, InterruptedException {
    List<String> ids = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (String name : sessions) {
      switch (saved.sessions().names().session(name)) {
        case Named.One<SessionSummary>(SessionSummary session) -> {
          ids.add(session.id());
          titles.add(session.title());
        }
        case Named.None<SessionSummary> none -> {
          root.terminal().complain(none.failure());
          return Exit.NOT_STARTED;
        }
      }
    }
    ReviewPairs pairs = saved.reviews().pairs(ids, leaks == Leaks.EXCLUDE);
    if (pairs.items().isEmpty()) {
      throw new IllegalArgumentException(
          "There is no pair to judge in these sessions. " + pairs.leftOutWords());
    }
    Review.Settings usual = Review.Settings.USUAL;
    Review review =
        new Review(
            UUID.randomUUID().toString(),
            titles.getFirst(),
            Instant.ofEpochMilli(NanoClock.system().now().toEpochMilli()),
            pairs.items(),
            new SecureRandom().nextLong(),
            new Review.Settings(
                usual.reveal(),
                usual.strength(),
                usual.replay(),
                leaks != Leaks.SHOW,
                repeats,
                null));
    List<SavedTrial> trials = ReviewErrands.trials(saved, pairs.items());
    if (!errands.write(file, ReviewPackets.packet(review, trials))) {
      return Exit.FAILED;
    }
    saved.reviews().add(review).get();
    root.terminal()
        .print(
            "Wrote %s with %s. %s %s"
                .formatted(
                    Terminal.safe(file.toString()),
                    SessionsText.count(pairs.items().size(), "pair"),
                    pairs.leftOutWords(),
                    pairs.leakWords(leaks == Leaks.MASK))
                .strip());
    return Exit.FINE;
  }

  private int take(Workspace saved, Path file)
      throws WorkspaceException, ExchangeException, ExecutionException, InterruptedException {
    ReviewPackets.Opened opened = ReviewPackets.open(file, NanoClock.system().now());
    boolean joins = saved.reviews().find(opened.review().id()).isPresent();
    int fresh = ReviewPackets.take(saved, opened);
    if (fresh == 0) {
      throw new IllegalArgumentException(
          "That review is here already: open the Review page (Alt+7) and vote in it.");
    }
    root.terminal()
        .print(
            (joins ? "Added %2$s to \"%1$s\"" : "Opened \"%s\" with %s")
                    .formatted(
                        Terminal.safe(opened.review().title()), SessionsText.count(fresh, "pair"))
                + ": vote on the Review page (Alt+7), then send the votes back with"
                + " diptych review --answer.");
    return Exit.FINE;
  }

  private int answer(Workspace saved, ReviewErrands errands, String name, Path file)
      throws WorkspaceException, ExchangeException {
    if (rater.isBlank()) {
      throw new IllegalArgumentException("Say who voted with --rater NAME.");
    }
    Review review = ReviewErrands.find(saved, name);
    List<CastVote> votes =
        saved.reviews().ballots(review.id()).stream()
            .filter(vote -> vote.rater().isEmpty() || vote.rater().equals(rater.strip()))
            .map(vote -> vote.by(rater.strip()))
            .toList();
    if (!errands.write(file, ReviewPackets.votes(review, votes))) {
      return Exit.FAILED;
    }
    root.terminal()
        .print(
            "Wrote %s with %s."
                .formatted(
                    Terminal.safe(file.toString()), SessionsText.count(votes.size(), "vote")));
    return Exit.FINE;
  }

  private int merge(Workspace saved)
      throws WorkspaceException, ExchangeException, ExecutionException, InterruptedException {
    for (Path file : merge) {
      Returned returned = ReviewPackets.returned(file);
      Review home =
          saved
              .reviews()
              .find(returned.review())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "The votes in "
                          + Terminal.safe(file.toString())
                          + " are of another review."));
      List<CastVote> known = returned.of(home);
      int added = saved.reviews().merge(home, known).get();
      int left = returned.lines() - known.size();
      root.terminal()
          .print(
              "%s: %s new, %,d here already%s."
                  .formatted(
                      Terminal.safe(file.toString()),
                      SessionsText.count(added, "vote"),
                      known.size() - added,
                      left == 0
                          ? ""
                          : ", %,d left out (unreadable, without a rater, or on no pair of it)"
                              .formatted(left)));
    }
    return Exit.FINE;
  }
}
