package app.diptych.batch.judge;

import app.diptych.completion.Message;
import app.diptych.cost.Cost;
import app.diptych.cost.CostEstimate;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Price;
import app.diptych.session.Judgings.SavedJudgement;
import app.diptych.session.Judgings.SavedJudging;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.TokenEstimate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a judging is, told before anything is asked.
 *
 * @param pairs that can be judged
 * @param calls that are to be made
 * @param there verdicts that are there already and are not asked again
 * @param leftOut trials that cannot be judged, by why
 * @param inputTokens of all calls, estimated
 * @param prompt what their prompts cost; null for a judge of this machine
 * @param most the same with the longest replies allowed
 */
public record JudgeEstimate(
    long pairs,
    long calls,
    long there,
    Map<NotJudged, Long> leftOut,
    long inputTokens,
    @Nullable CostTotal prompt,
    @Nullable CostTotal most) {
  public JudgeEstimate {
    leftOut = Map.copyOf(leftOut);
  }

  /**
   * Reads every trial once. Blocks.
   *
   * @throws WorkspaceException when they cannot be read
   */
  public static JudgeEstimate of(Workspace workspace, JudgeJob job) throws WorkspaceException {
    Set<String> there = there(workspace, job);
    Framing framing = new Framing(job.plan().rubric());
    Price price = job.judge().price();
    Map<NotJudged, Long> leftOut = new EnumMap<>(NotJudged.class);
    CostTotal prompt = CostTotal.NOTHING;
    CostTotal most = CostTotal.NOTHING;
    long pairs = 0;
    long calls = 0;
    long known = 0;
    long tokens = 0;
    for (String id : job.trials()) {
      SavedTrial trial = workspace.sessions().trial(id).orElse(null);
      if (trial == null) {
        continue;
      }
      switch (Pair.of(trial, job.plan().rubric(), job.references())) {
        case Pair.LeftOut(NotJudged why) -> leftOut.merge(why, 1L, Long::sum);
        case Pair.Ready(Pair pair) -> {
          pairs++;
          for (Part part : job.plan().rubric().kind().parts()) {
            if (there.contains(key(id, part))) {
              known++;
              continue;
            }
            calls++;
            List<Message> messages = framing.ask(pair, part);
            int input = TokenEstimate.of(messages);
            tokens += input;
            CostEstimate cost =
                price == null ? null : price.estimate(input, job.plan().maxTokens());
            prompt = prompt.plus(cost(cost == null ? null : new Cost.Known(cost.prompt(), true)));
            most =
                most.plus(
                    cost(
                        cost == null || cost.most() == null
                            ? null
                            : new Cost.Known(cost.most(), true)));
          }
        }
      }
    }
    boolean local = job.judge().local();
    return new JudgeEstimate(
        pairs, calls, known, leftOut, tokens, local ? null : prompt, local ? null : most);
  }

  private static Cost cost(@Nullable Cost known) {
    return known == null ? Cost.Unpriced.UNKNOWN : known;
  }

  /**
   * What was said already, as {@link #key keys}; without what was cut off and may now be longer.
   */
  static Set<String> there(Workspace workspace, JudgeJob job) throws WorkspaceException {
    Set<String> there = new HashSet<>();
    Optional<SavedJudging> saved = workspace.judgings().find(job.session(), job.plan().key());
    if (saved.isPresent()) {
      for (SavedJudgement said : workspace.judgings().said(saved.get().id())) {
        if (!Judgement.isCutOffBefore(said, job.plan().maxTokens())) {
          there.add(said.trial() + "/" + said.part());
        }
      }
    }
    return there;
  }

  static String key(String trial, Part part) {
    return trial + "/" + part.name();
  }
}
