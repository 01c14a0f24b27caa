package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.review.Blinding;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which pair a rater sees now and which one comes then. The one that comes then is read while the
 * other is looked at. JavaFX thread only.
 */
final class Turns {
  private final Workspace workspace;
  private final Review review;
  private final String rater;
  private final Background background;
  private final Consumer<String> trouble;
  private final Blinding blinding;
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private final Map<Ticket, Pair> ready = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable Pair> shown = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Pair> ahead = new ReadOnlyObjectWrapper<>(null);
  private @Nullable Ticket taken;
  private int total;

  /**
   * @param already what was cast before in this review
   * @param trouble told a sentence when a pair cannot be read
   */
  Turns(
      Workspace workspace,
      Review review,
      String rater,
      List<CastVote> already,
      Background background,
      Consumer<String> trouble) {
    this.workspace = workspace;
    this.review = review;
    this.rater = rater;
    this.background = background;
    this.trouble = trouble;
    this.blinding = review.blinding();
    Set<Ticket> done = new HashSet<>();
    for (CastVote ballot : already) {
      if (ballot.rater().equals(rater)) {
        done.add(new Ticket(ballot.item(), ballot.round()));
      }
    }
    List<Ticket> all = tickets();
    total = all.size();
    all.stream().filter(ticket -> !done.contains(ticket)).forEach(queue::add);
  }

  private List<Ticket> tickets() {
    return tickets(review, rater);
  }

  /** What a rater sees of a review, in that order. */
  static List<Ticket> tickets(Review review, String rater) {
    Blinding blinding = review.blinding();
    List<String> items = review.items();
    List<Ticket> all = new ArrayList<>();
    blinding.order(rater, items.size()).forEach(i -> all.add(new Ticket(items.get(i), 0)));
    blinding
        .repeats(rater, items.size(), review.settings().repeats())
        .forEach(i -> all.add(new Ticket(items.get(i), 1)));
    return all;
  }

  /** Shows the pair that is first in the queue, as soon as it is read. */
  void show() {
    ahead.set(null);
    Ticket ticket = queue.peek();
    Pair known = ticket == null ? null : ready.remove(ticket);
    shown.set(known);
    if (ticket != null && known == null) {
      read(ticket);
    } else {
      lookAhead();
    }
  }

  private void lookAhead() {
    queue.stream()
        .skip(1)
        .findFirst()
        .ifPresent(next -> {
          if (ready.containsKey(next)) {
            ahead.set(ready.get(next));
          } else {
            read(next);
          }
        });
  }

  private void read(Ticket ticket) {
    background.run(
        () -> made(ticket),
        found -> came(ticket, found.orElse(null)),
        fault -> trouble.accept(say("A pair cannot be read: %s").formatted(told(fault))));
  }

  private Optional<Pair> made(Ticket ticket) throws WorkspaceException {
    SavedTrial trial = workspace.sessions().trial(ticket.item()).orElse(null);
    if (trial == null || trial.answer(Side.A).isEmpty() || trial.answer(Side.B).isEmpty()) {
      return Optional.empty();
    }
    boolean aIsLeft = blinding.aIsLeft(rater, ticket.item()) == (ticket.round() == 0);
    return Optional.of(
        Pair.of(
            trial,
            ticket.round(),
            aIsLeft,
            review.settings(),
            review.settings().replay() ? Pace.of(workspace, trial, aIsLeft).orElse(null) : null));
  }

  private void came(Ticket ticket, @Nullable Pair made) {
    if (made == null) {
      if (queue.remove(ticket)) {
        total--;
      }
      trouble.accept(say("A pair is not in the workspace any more and was left out."));
      if (shown.get() == null) {
        show();
      }
      return;
    }
    if (ticket.equals(queue.peek()) && shown.get() == null) {
      shown.set(made);
      lookAhead();
    } else {
      ready.put(ticket, made);
      lookAhead();
    }
  }

  /**
   * Takes the pair that is shown from the queue; null when none is shown. The one taken last is
   * still known, so that it can come back at once.
   */
  @Nullable Ticket take() {
    Ticket ticket = queue.peek();
    if (shown.get() == null || ticket == null) {
      return null;
    }
    if (taken != null) {
      ready.remove(taken);
    }
    keep();
    taken = ticket;
    return queue.poll();
  }

  /** Puts the pair that is shown at the end of the queue. */
  void putLast() {
    keep();
    Ticket ticket = queue.poll();
    if (ticket != null) {
      queue.add(ticket);
    }
  }

  /** Puts a pair before the one that is shown, wherever it was. */
  void putFirst(Ticket ticket) {
    keep();
    queue.remove(ticket);
    queue.push(ticket);
  }

  private void keep() {
    Pair now = shown.get();
    Ticket ticket = queue.peek();
    if (now != null && ticket != null) {
      ready.put(ticket, now);
    }
  }

  /** How many are left, the one that is shown among them. */
  int left() {
    return queue.size();
  }

  /** How many there are in all. */
  int total() {
    return total;
  }

  /** What is shown; null while it is being read, and when nothing is left. */
  ReadOnlyObjectProperty<@Nullable Pair> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** What comes next, once it is read. */
  ReadOnlyObjectProperty<@Nullable Pair> aheadProperty() {
    return ahead.getReadOnlyProperty();
  }
}
