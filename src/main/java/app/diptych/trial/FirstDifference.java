package app.diptych.trial;

import app.diptych.completion.EngineRun;
import app.diptych.completion.Origin;
import app.diptych.trial.Repeat.Differs;
import app.diptych.trial.Repeat.Identical;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an answer parts from the one it repeats, and what recorded fact may be the reason. */
final class FirstDifference {
  /** Characters shown on each side of it. */
  private static final int AROUND = 24;

  private static final String END_OF_REASONING = "\n";

  private final Answer then;
  private final Answer now;
  private final List<String> reasons = new ArrayList<>();

  private FirstDifference(Answer then, Answer now) {
    this.then = then;
    this.now = now;
  }

  static Repeat.Result between(Answer then, Answer now) {
    String before = whole(then);
    String after = whole(now);
    int shorter = Math.min(before.length(), after.length());
    int at = 0;
    while (at < shorter && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    boolean thenCut = then.failure() != null;
    boolean nowCut = now.failure() != null;
    boolean same =
        (at == before.length() && (at == after.length() || thenCut))
            || (at == after.length() && nowCut);
    if (same) {
      return new Identical(at, !thenCut && !nowCut);
    }
    at = wholeCharacter(before, at);
    return new Differs(
        at,
        before.substring(wholeCharacter(before, Math.max(0, at - AROUND)), at),
        next(before, at),
        next(after, at),
        new FirstDifference(then, now).reasons());
  }

  private static String whole(Answer answer) {
    return answer.reasoning().isEmpty()
        ? answer.text()
        : answer.reasoning() + END_OF_REASONING + answer.text();
  }

  private static String next(String text, int at) {
    return text.substring(at, wholeCharacter(text, Math.min(text.length(), at + AROUND)));
  }

  /** The same place, or the one before it when it is within a character. */
  private static int wholeCharacter(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private List<String> reasons() {
    Origin was = then.origin();
    Origin is = now.origin();
    if (was == null || is == null) {
      return List.of("Who answered was not recorded.");
    }
    facts(was, is);
    EngineRun run = was.run();
    EngineRun again = is.run();
    if (run == null || again == null) {
      reasons.add("How the engine was set, and the seed it drew, were not recorded then.");
    } else {
      settings(run, again);
    }
    if (then.request().messages().size() != now.request().messages().size()
        || !then.request().messages().equals(now.request().messages())) {
      reasons.add("The conversation before it is another one.");
    }
    return reasons.isEmpty()
        ? List.of("Everything recorded is the same: the engine is not deterministic here.")
        : reasons;
  }

  private void facts(Origin was, Origin is) {
    if (was.fileHash() != null && is.fileHash() != null) {
      differs("The model file is another one: its SHA-256", was.fileHash(), is.fileHash());
    }
    differs("The chat template is another one: its SHA-256", was.templateHash(), is.templateHash());
    differs("The engine's build", was.engine(), is.engine());
    differs("What computes", was.backend(), is.backend());
  }

  private void settings(EngineRun was, EngineRun is) {
    if (was.fileMark() != null && is.fileMark() != null) {
      differs("The model file is another one: it", was.fileMark(), is.fileMark());
    }
    if (was.seed() == null) {
      reasons.add("The seed was not recorded then.");
    } else {
      differs("The seed", was.seed(), is.seed());
    }
    differs("The number of threads", was.threads(), is.threads());
    differs("The context", was.context(), is.context());
    differs("The number of GPU layers wanted", was.gpuLayers(), is.gpuLayers());
    differs("The batch", was.batch(), is.batch());
    differs("The KV cache type", was.cacheType(), is.cacheType());
    differs("Flash attention", was.flashAttention(), is.flashAttention());
    differs("The device wanted", was.device(), is.device());
    differs("The processor", was.processor(), is.processor());
    if (was.promptCache() || is.promptCache()) {
      reasons.add("The prompt cache was on, so what was asked before has a part in it.");
    }
  }

  private void differs(String what, @Nullable Object was, @Nullable Object is) {
    if (!Objects.equals(was, is)) {
      reasons.add(what + " was " + word(was) + " and is " + word(is) + ".");
    }
  }

  private static String word(@Nullable Object value) {
    String word = value == null ? "not told" : value.toString();
    return word.isEmpty()
        ? "left to the engine"
        : word.length() == 64 ? word.substring(0, 12) + "\u2026" : word;
  }
}
