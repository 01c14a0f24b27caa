package app.diptych.exchange;

import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Ballots;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gathers the votes of one file after the other, all of one kind. */
final class VoteIntake {
  /** Some hundred bytes for each of ten million votes, and room for conversations. */
  static final long MOST_BYTES = 16L << 30;

  private final Ballots ballots = new Ballots();
  private final Losses losses = new Losses();
  private @Nullable VoteKind kind;
  private String first = "";
  private long rows;

  void file(Path path) throws ExchangeException {
    Source source = Source.of(path, MOST_BYTES, _ -> {});
    String head = source.head().stripLeading();
    if (head.isEmpty()) {
      throw new ExchangeException(source.name() + " is empty.");
    }
    if (head.indexOf('\0') >= 0) {
      throw new ExchangeException(source.name() + " is no text, so there are no votes in it.");
    }
    if (head.startsWith("{\"diptych\"")) {
      is(VoteKind.BUNDLE, source.name());
      new BundleBallots(this).read(path);
    } else if (head.startsWith("{") || head.startsWith("[")) {
      new JsonBallots(this, source).read();
    } else {
      is(VoteKind.TABLE, source.name());
      new TableBallots(this, source).read();
    }
  }

  VoteFiles.Read result() throws ExchangeException {
    VoteKind found = kind;
    if (found == null) {
      throw new ExchangeException(
          "There are no votes in it. Votes are read from session bundles, arena battles, MT-Bench"
              + " judgments, AlpacaEval annotations, and tables (CSV) with the columns model_a,"
              + " model_b and winner.");
    }
    return new VoteFiles.Read(ballots, found, rows, losses.list());
  }

  Losses losses() {
    return losses;
  }

  void row() {
    rows++;
  }

  long rows() {
    return rows;
  }

  Ballots ballots() {
    return ballots;
  }

  /**
   * What comes now is of that kind.
   *
   * @param where for example {@code line 3 of votes.jsonl}
   * @throws ExchangeException when what came before is of another one
   */
  void is(VoteKind found, String where) throws ExchangeException {
    if (kind == null) {
      kind = found;
      first = where;
    } else if (kind != found) {
      throw new ExchangeException(
          "Formats are mixed: "
              + first
              + " is "
              + kind.words()
              + ", "
              + where
              + " is "
              + found.words()
              + ". Give files of one format at a time.");
    }
  }

  void add(Ballot ballot) throws ExchangeException {
    try {
      ballots.add(ballot);
    } catch (IllegalArgumentException tooMany) {
      throw new ExchangeException(String.valueOf(tooMany.getMessage()), tooMany);
    }
  }
}
