package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.report.claim.ClaimFile;
import app.diptych.report.decision.Checks;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Gathered;
import app.diptych.report.decision.Material;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads sessions and computes their report: work for a background thread. */
final class ReportMaker {
  private final Supplier<Optional<Workspace>> workspace;
  private final Reach reach;
  private final NanoClock clock;

  /**
   * What is wished for.
   *
   * @param ids of the sessions
   * @param a the model to be called A; one that is not among theirs means whichever
   */
  record Wish(List<String> ids, String a, String b, String question) {
    Wish {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A report.
   *
   * @param models all of its sessions
   */
  record Made(List<String> models, String a, String b, DecisionReport report) {}

  ReportMaker(Supplier<Optional<Workspace>> workspace, Reach reach, NanoClock clock) {
    this.workspace = workspace;
    this.reach = reach;
    this.clock = clock;
  }

  /**
   * Makes it; the first two models are compared unless others are wished for.
   *
   * @throws IOException with a sentence, when nothing can be decided from these sessions
   * @throws InterruptedException when it is wanted no more
   */
  Made make(Wish wish, Gathered.Progress progress) throws Exception {
    Workspace saved =
        workspace
            .get()
            .orElseThrow(() -> new IOException("Nothing is saved, so there is nothing to decide."));
    Gathered gathered = Gathered.read(saved, wish.ids(), Checks.NONE, progress);
    List<String> known = gathered.models();
    if (known.size() < 2) {
      throw new IOException(
          known.isEmpty()
              ? say("These sessions have no answer of a model, so there is nothing to decide.")
              : say("These sessions have answers of %s only: add a session with another model.")
                  .formatted(known.getFirst()));
    }
    String a = known.contains(wish.a()) ? wish.a() : other(known, wish.b());
    String b = known.contains(wish.b()) && !wish.b().equals(a) ? wish.b() : other(known, a);
    Material material =
        reach
            .around()
            .material(
                saved,
                gathered,
                new Surroundings.Asked(wish.question(), a, b, today(), Map.of()),
                ClaimFile.bundled(),
                null,
                null);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Made(known, a, b, DecisionReport.of(material));
  }

  private static String other(List<String> known, String than) {
    return known.stream().filter(one -> !one.equals(than)).findFirst().orElseThrow();
  }

  /** The day, where the user is. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.now(), reach.around().zone());
  }
}
