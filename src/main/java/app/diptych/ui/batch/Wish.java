package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchPlan;
import app.diptych.batch.Pace;
import app.diptych.batch.Prompting;
import app.diptych.batch.check.CheckFile;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Sampling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into the form of a new batch, as it is at one moment.
 *
 * @param templates those that are not blank
 * @param checks the path of their file; blank for none
 */
record Wish(
    List<String> templates,
    String system,
    String temperatures,
    String maxTokens,
    String repeats,
    String concurrency,
    String warmUp,
    String shuffle,
    String rate,
    boolean poisson,
    boolean inTurn,
    String checks) {
  Wish {
    templates = List.copyOf(templates);
  }

  /**
   * The plan; reads the file of checks.
   *
   * @throws IllegalArgumentException for what makes no sense, with a sentence
   */
  BatchPlan plan(String a, String b) {
    List<Prompting> prompts = templates.stream().map(text -> Prompting.of(system, text)).toList();
    CheckList list =
        checks.isBlank()
            ? CheckList.NONE
            : CheckFile.read(Path.of(checks.strip()), new CheckReader());
    return new BatchPlan(
        a,
        b,
        prompts,
        system,
        samplings(),
        (int) number(repeats, 1, 1, BatchPlan.MOST_REPEATS, say("Repeats")),
        shuffle.isBlank()
            ? null
            : number(shuffle, 0, 0, Long.MAX_VALUE, say("The seed of the order")),
        list,
        checks.isBlank() ? "" : list.toString());
  }

  /** The checks of the file that are not run here, by their types. */
  Set<String> leftOut() {
    CheckReader reader = new CheckReader();
    if (!checks.isBlank()) {
      CheckFile.read(Path.of(checks.strip()), reader);
    }
    return reader.leftOut().keySet();
  }

  private List<Sampling> samplings() {
    Integer most =
        maxTokens.isBlank()
            ? null
            : Integer.valueOf(
                (int) number(maxTokens, 1, 1, Sampling.MOST_TOKENS, say("Max tokens")));
    List<Sampling> samplings = new ArrayList<>();
    for (String one : temperatures.split("[,;\\s]+")) {
      if (!one.isBlank()) {
        samplings.add(
            new Sampling(decimal(one, say("Temperature is 0 to 2")), null, most, null, List.of()));
      }
    }
    return samplings.isEmpty()
        ? List.of(new Sampling(null, null, most, null, List.of()))
        : samplings;
  }

  /**
   * @param local whether a model of this machine takes part, which answers one at a time
   * @throws IllegalArgumentException for what makes no sense, with a sentence
   */
  Pace pace(boolean local) {
    Double perSecond =
        rate.isBlank()
            ? null
            : decimal(rate, say("A rate is above 0 and at most 10,000 rows a second"));
    long atOnce =
        number(concurrency, perSecond == null ? 4 : 256, 1, Pace.MOST_AT_ONCE, say("Rows at once"));
    return new Pace(
        local ? 1 : (int) atOnce,
        perSecond,
        poisson,
        shuffle.isBlank() ? 1 : number(shuffle, 0, 0, Long.MAX_VALUE, say("The seed of the order")),
        (int) number(warmUp, 0, 0, 1_000, say("Rows to warm up")),
        inTurn);
  }

  private static long number(String typed, long usual, long least, long most, String what) {
    if (typed.isBlank()) {
      return usual;
    }
    try {
      long value = Long.parseLong(typed.strip().replace(",", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below.
    }
    throw new IllegalArgumentException(
        most == Long.MAX_VALUE
            ? say("%s is a whole number, not %s.").formatted(what, typed.strip())
            : say("%s: a whole number from %,d to %,d, not %s.")
                .formatted(what, least, most, typed.strip()));
  }

  private static @Nullable Double decimal(String typed, String rule) {
    try {
      double value = Double.parseDouble(typed.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Told below.
    }
    throw new IllegalArgumentException(say("%s, not %s.").formatted(rule, typed.strip()));
  }
}
