package app.diptych.exchange;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Vote;
import app.diptych.session.Reviews;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the votes of a review for other tools. The models are named in such a file. Everything
 * here blocks and belongs on a background thread.
 */
public final class ReviewExport {
  private final Workspace workspace;
  private final Redaction redaction;

  /**
   * @param redaction what is taken out
   */
  public ReviewExport(Workspace workspace, Redaction redaction) {
    this.workspace = workspace;
    this.redaction = redaction;
  }

  /**
   * Writes every vote that holds, and to the history those that were replaced or taken back too.
   *
   * @return what the format has no place for
   * @throws ExchangeException when nothing could be written, with a sentence
   */
  public List<Loss> write(ReviewFormat format, Review review, Path file)
      throws ExchangeException, WorkspaceException {
    Losses losses = new Losses();
    if (format == ReviewFormat.HISTORY) {
      List<Reviews.Line> history = workspace.reviews().history(review.id());
      List<SavedTrial> pairs = pairs(review);
      into(file, out -> new ReviewHistory(redaction, losses).write(review, pairs, history, out));
      return losses.list();
    }
    List<CastVote> votes =
        workspace.reviews().ballots(review.id()).stream()
            .filter(vote -> vote.round() == 0)
            .toList();
    if (votes.isEmpty()) {
      throw new ExchangeException("There is no vote in this review yet: vote first.");
    }
    if (format != ReviewFormat.CSV) {
      tellWhatHasNoPlace(votes, losses);
    }
    List<SavedSession> sessions = sessions(review, votes);
    Format known = format.sessions();
    if (known != null) {
      List<Loss> all = new ArrayList<>(losses.list());
      all.addAll(Exchange.write(known, sessions, file, redaction));
      return all;
    }
    List<SavedSession> clean = redaction.apply(sessions, losses);
    PreferenceWriter writer =
        switch (format) {
          case OPENAI_PREFERENCES -> PreferenceWriter.OPENAI;
          case LABEL_STUDIO -> PreferenceWriter.LABEL_STUDIO;
          case ARGILLA -> PreferenceWriter.ARGILLA;
          case CSV -> PreferenceWriter.CSV;
          case HISTORY, ARENA, LLM_COMPARATOR, TRL ->
              throw new IllegalStateException(format + " is written elsewhere");
        };
    List<CastVote> cleanVotes = votes.stream().map(vote -> clean(vote, losses)).toList();
    into(file, out -> writer.write(review, clean, cleanVotes, losses, out));
    return losses.list();
  }

  private CastVote clean(CastVote vote, Losses losses) {
    return new CastVote(
        vote.item(),
        vote.round(),
        vote.rater(),
        vote.verdict(),
        vote.strength(),
        vote.aWasLeft(),
        vote.took(),
        redaction.clean(vote.note(), losses),
        vote.at(),
        vote.scores(),
        vote.spans());
  }

  private static void tellWhatHasNoPlace(List<CastVote> votes, Losses losses) {
    int scored = (int) votes.stream().filter(vote -> !vote.scores().isEmpty()).count();
    int marked = (int) votes.stream().filter(vote -> !vote.spans().isEmpty()).count();
    losses.add(
        "votes with rubric scores",
        scored,
        "Only the history and the table have a place for them.");
    losses.add(
        "votes with marked places",
        marked,
        "Only the history and the table have a place for them.");
  }

  private List<SavedTrial> pairs(Review review) throws WorkspaceException {
    List<SavedTrial> pairs = new ArrayList<>();
    for (String item : review.items()) {
      workspace.sessions().trial(item).ifPresent(pairs::add);
    }
    return pairs;
  }

  /** The sessions the pairs are of, with these pairs and these votes only. */
  private List<SavedSession> sessions(Review review, List<CastVote> votes)
      throws WorkspaceException {
    Map<String, List<Vote>> said = new HashMap<>();
    for (CastVote vote : votes) {
      said.computeIfAbsent(vote.item(), _ -> new ArrayList<>())
          .add(new Vote(vote.verdict(), vote.note(), vote.rater(), vote.at()));
    }
    Set<String> ids = new LinkedHashSet<>();
    for (SavedTrial pair : pairs(review)) {
      ids.add(pair.session());
    }
    List<SavedSession> sessions = new ArrayList<>();
    for (String id : ids) {
      SavedSession whole = workspace.sessions().whole(id).orElse(null);
      if (whole != null) {
        sessions.add(
            SavedSession.counted(
                whole.summary(),
                whole.trials().stream()
                    .filter(one -> said.containsKey(one.trial().id()))
                    .map(one -> judged(one, said.getOrDefault(one.trial().id(), List.of())))
                    .toList()));
      }
    }
    return sessions;
  }

  private static Whole judged(Whole whole, List<Vote> votes) {
    return new Whole(whole.trial(), whole.recordings(), votes, whole.events());
  }

  private interface Content {
    void write(Writer out) throws IOException;
  }

  private static void into(Path file, Content content) throws ExchangeException {
    try {
      WholeFile.write(
          file,
          out -> {
            Counted counted = new Counted(out);
            content.write(counted);
            if (counted.characters() == 0) {
              throw new IOException("nothing to write");
            }
          });
    } catch (IOException refused) {
      throw new ExchangeException(
          "nothing to write".equals(refused.getMessage())
              ? "No vote of this review can be written so: ties and both bad have no place in it."
              : "The file %s could not be written (%s): choose another."
                  .formatted(file, WholeFile.reason(refused)),
          refused);
    }
  }
}
