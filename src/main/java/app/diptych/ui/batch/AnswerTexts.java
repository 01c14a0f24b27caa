package app.diptych.ui.batch;

import app.diptych.session.Batches.Texts;
import app.diptych.session.Workspace;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of answers that somebody looks at, read when they are looked at; so many are
 * held. JavaFX thread only.
 */
final class AnswerTexts {
  private static final int HELD = 1_000;

  /** What scrolled by faster than it could be read is not read. */
  private static final int MOST_AT_ONCE = 200;

  private static final int CHARACTERS = 200;

  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final Executor fx;
  private final Map<String, Pair> held = new LinkedHashMap<>(64, 0.75f, true);
  private final Set<String> wanted = new LinkedHashSet<>();
  private boolean waiting;

  private record Pair(ReadOnlyStringWrapper a, ReadOnlyStringWrapper b) {
    ReadOnlyStringWrapper of(Side side) {
      return side == Side.A ? a : b;
    }
  }

  AnswerTexts(Supplier<Optional<Workspace>> workspace, Background background, Executor fx) {
    this.workspace = workspace;
    this.background = background;
    this.fx = fx;
  }

  /** The first line of an answer; empty until it was read. */
  ReadOnlyStringProperty of(String trial, Side side) {
    Pair pair = held.get(trial);
    if (pair == null) {
      pair = new Pair(new ReadOnlyStringWrapper(""), new ReadOnlyStringWrapper(""));
      held.put(trial, pair);
      if (held.size() > HELD) {
        held.remove(held.keySet().iterator().next());
      }
      want(trial);
    }
    return pair.of(side).getReadOnlyProperty();
  }

  private void want(String trial) {
    wanted.add(trial);
    if (!waiting) {
      waiting = true;
      fx.execute(this::read);
    }
  }

  private void read() {
    List<String> all = new ArrayList<>(wanted);
    wanted.clear();
    List<String> some = all.subList(Math.max(0, all.size() - MOST_AT_ONCE), all.size());
    all.subList(0, all.size() - some.size()).forEach(held::remove);
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      waiting = false;
      return;
    }
    background.run(
        () -> from.batches().texts(some, CHARACTERS),
        found -> {
          found.forEach(this::take);
          more();
        },
        _ -> more());
  }

  private void more() {
    waiting = false;
    if (!wanted.isEmpty()) {
      waiting = true;
      read();
    }
  }

  private void take(String trial, Texts texts) {
    Pair pair = held.get(trial);
    if (pair != null) {
      pair.a().set(line(texts.a()));
      pair.b().set(line(texts.b()));
    }
  }

  private static String line(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }

  /** Nothing of what was read holds any more. */
  void forget() {
    held.clear();
    wanted.clear();
  }

  /** How many are held. */
  int size() {
    return held.size();
  }
}
