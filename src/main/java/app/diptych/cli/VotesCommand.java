package app.diptych.cli;

import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.VoteFiles;
import app.diptych.review.stats.BradleyTerry;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Unanswerable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what files of verdicts allow to say. */
@Command(
    name = "votes",
    description = {
      "Tells what files of verdicts allow to say, and how sure it is.",
      "Reads session bundles, arena battles, MT-Bench judgments, AlpacaEval annotations and CSV."
    },
    footer = {"", "Exit code: 0 told, 2 a file cannot be read, or a model or tag is not in it."})
final class VotesCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of one format, taken together.")
  List<Path> files = new ArrayList<>();

  @Option(names = "--a", paramLabel = "MODEL", description = "The model to be called A.")
  @Nullable String a;

  @Option(
      names = "--b",
      paramLabel = "MODEL",
      description = "The model to be called B. Default: the two with the most votes between them.")
  @Nullable String b;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only votes with this tag.")
  @Nullable String tag;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "For what is drawn by lot, so that numbers repeat. Default: 1.")
  long seed = 1;

  @Option(
      names = "--both-bad",
      paramLabel = "out|tie",
      description =
          "Whether a vote that both are bad counts for nobody, or as a tie as in the arenas. Default: out.")
  BothBad bothBad = BothBad.OUT;

  @Option(
      names = "--ties",
      paramLabel = "half|davidson",
      description = "Whether ratings take a tie as half a win, or by Davidson. Default: half.")
  TieModel ties = TieModel.HALF;

  /** What counts of a vote that both are bad. */
  enum BothBad {
    OUT,
    TIE
  }

  /** What ratings make of ties. */
  enum TieModel {
    HALF,
    DAVIDSON
  }

  VotesCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try {
      VoteFiles.Read read = VoteFiles.read(files);
      Question question =
          new Question(
              a,
              b,
              tag,
              seed,
              bothBad == BothBad.TIE,
              ties == TieModel.HALF ? BradleyTerry.Ties.HALF_WINS : BradleyTerry.Ties.DAVIDSON);
      Results results = Results.of(read.ballots(), question);
      root.terminal()
          .print(
              root.json
                  ? SessionsText.pretty(new VotesJson(read, question, results).document())
                  : Terminal.safe(new VotesText(read, results).text()));
      return Exit.FINE;
    } catch (ExchangeException unreadable) {
      throw new NotStarted(unreadable.sentence(), unreadable);
    } catch (Unanswerable unknown) {
      throw new NotStarted(unknown.sentence(), unknown);
    }
  }
}
