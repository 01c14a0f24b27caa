package app.diptych.exchange;

import app.diptych.review.stats.Ballots;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads files of votes, whatever tool wrote them, into {@link Ballots}. Rows are read one at a
 * time, so a file of ten million votes takes no more room than its numbers.
 */
public final class VoteFiles {
  private VoteFiles() {}

  /**
   * What was read.
   *
   * @param rows how many rows the files have, votes or not
   * @param losses what was left out, and why
   */
  public record Read(Ballots ballots, VoteKind kind, long rows, List<Loss> losses) {
    public Read {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Reads files of one kind as if they were one file.
   *
   * @throws ExchangeException when one cannot be read, holds no votes, or is of another kind than
   *     those before it
   */
  public static Read read(List<Path> files) throws ExchangeException {
    VoteIntake intake = new VoteIntake();
    for (Path file : files) {
      intake.file(file);
    }
    return intake.result();
  }
}
