package app.diptych.report.decision;

import app.diptych.report.MeasuredGroup;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.decision.Block.Whose;
import app.diptych.report.decision.Gathered.Session;
import app.diptych.timing.Share;
import app.diptych.trial.Outcome;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One of the two models: its answers, what was measured of them, and what was left out. */
final class SideFacts {
  /** Fewer requests than this say nothing of speed or reliability. */
  static final int FEWEST = ClaimCheck.FEWEST;

  private final String model;
  private final Whose whose;
  private final MeasuredGroup group;
  private final List<Own> own = new ArrayList<>();
  private final Map<Excluded, Integer> leftOut = new EnumMap<>(Excluded.class);

  /** An answer of the model itself, which has ended. */
  record Own(TrialFacts trial, Side side, AnswerFacts answer) {}

  SideFacts(Gathered from, String model, Whose whose) {
    this.model = model;
    this.whose = whose;
    this.group =
        MeasuredGroup.of(
            model,
            from.measured().answers().stream()
                .filter(answer -> answer.model().equals(model))
                .toList(),
            false);
    for (Session session : from.sessions()) {
      for (TrialFacts trial : session.trials()) {
        for (Side side : Side.values()) {
          trial.answer(side).ifPresent(answer -> take(trial, side, answer));
        }
      }
    }
  }

  private void take(TrialFacts trial, Side side, AnswerFacts answer) {
    if (!answer.model().equals(model) || !answer.ended()) {
      return;
    }
    if (answer.excluded() == null) {
      own.add(new Own(trial, side, answer));
    } else {
      leftOut.merge(answer.excluded(), 1, Integer::sum);
    }
  }

  String model() {
    return model;
  }

  Whose whose() {
    return whose;
  }

  /** The letter that stands for it in ids. */
  String letter() {
    return whose == Whose.A ? "a" : "b";
  }

  /** The id of the table of its answers. */
  String evidence() {
    return "answers-" + letter();
  }

  MeasuredGroup group() {
    return group;
  }

  List<Own> own() {
    return Collections.unmodifiableList(own);
  }

  Map<Excluded, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }

  /** Whether every answer of it came from this machine. */
  boolean isLocal() {
    return !own.isEmpty() && own.stream().allMatch(one -> one.answer().local());
  }

  /** How many requests were answered to their end. */
  int answered() {
    return group.count(Outcome.ANSWERED);
  }

  /** How many were answered or failed: what a rate of errors is made of. */
  long decided() {
    return group.errors().all();
  }

  /** Of the requests that were answered or failed, those that ended with one of these failures. */
  Share failedWith(Predicate<String> kind) {
    long some =
        group.answers().stream()
            .filter(answer -> answer.outcome().isError())
            .filter(answer -> kind.test(String.valueOf(answer.failure())))
            .count();
    return new Share(some, decided());
  }

  /** How often it failed, by kind, in the order of their names. */
  Map<String, Long> failures() {
    Map<String, Long> kinds = new TreeMap<>();
    group.answers().stream()
        .filter(answer -> answer.outcome().isError())
        .forEach(answer -> kinds.merge(String.valueOf(answer.failure()), 1L, Long::sum));
    return kinds;
  }

  /** Of its requests that were sent, how many needed more than one try or were told to wait. */
  Share heldBack() {
    List<Own> sent = own.stream().filter(one -> one.answer().tries() > 0).toList();
    long some =
        sent.stream().filter(one -> one.answer().tries() > 1 || one.answer().waited()).count();
    return new Share(some, sent.size());
  }

  /** How often a request was sent again. */
  int retries() {
    return own.stream().mapToInt(one -> Math.max(0, one.answer().tries() - 1)).sum();
  }

  /** Of its complete answers, those that were cut at the limit of tokens. */
  Share cut() {
    List<Own> complete = own.stream().filter(one -> one.answer().finishReason() != null).toList();
    long some =
        complete.stream()
            .filter(one -> {
              var reason = one.answer().finishReason();
              return reason != null && reason.cutByLength();
            })
            .count();
    return new Share(some, complete.size());
  }

  /** Of its complete answers, those whose tokens the provider reported. */
  Share reported() {
    List<Own> complete = own.stream().filter(one -> one.answer().finishReason() != null).toList();
    long some =
        complete.stream()
            .filter(one -> {
              var usage = one.answer().usage();
              return usage != null
                  && usage.source() != app.diptych.completion.Usage.Source.ESTIMATED;
            })
            .count();
    return new Share(some, complete.size());
  }
}
