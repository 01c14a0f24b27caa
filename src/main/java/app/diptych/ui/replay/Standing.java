package app.diptych.ui.replay;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is ahead at a moment, as a sentence. Counted is the answer alone, in characters as people
 * count them; a tilde marks estimated tokens.
 */
final class Standing {
  private final List<Track> tracks;
  private final long nanos;

  private Standing(List<Track> tracks, long nanos) {
    this.tracks = tracks;
    this.nanos = nanos;
  }

  static String at(List<Track> tracks, long nanos) {
    if (tracks.isEmpty()) {
      return "";
    }
    Standing standing = new Standing(tracks, nanos);
    return standing.count()
        + standing
            .tokens()
            .map(words -> (standing.outcome().isPresent() ? " \u00b7 " : ", ") + words)
            .orElse("")
        + standing.notes();
  }

  private String count() {
    if (tracks.size() == 1) {
      Track only = tracks.getFirst();
      return say("%s has %s").formatted(only.side(), characters(only.characters(nanos)));
    }
    Optional<String> outcome = outcome();
    if (outcome.isPresent()) {
      return outcome.get();
    }
    int a = tracks.getFirst().characters(nanos);
    int b = tracks.getLast().characters(nanos);
    if (a == b) {
      return a == 0 ? say("no answer yet") : say("level at %s").formatted(characters(a));
    }
    return say("%s ahead by %s").formatted(a > b ? Side.A : Side.B, characters(Math.abs(a - b)));
  }

  /** Once both have ended, who is ahead by the length of an answer says nothing: who was first. */
  private Optional<String> outcome() {
    if (tracks.size() < 2 || !tracks.stream().allMatch(track -> track.isOver(nanos))) {
      return Optional.empty();
    }
    Track first = tracks.getFirst();
    Track last = tracks.getLast();
    long axis = Math.max(first.last(), last.last());
    if (first.last() == last.last()) {
      return Optional.of(say("both ended at %s").formatted(TimeText.of(axis, axis)));
    }
    Track winner = first.last() < last.last() ? first : last;
    return Optional.of(
        say("%s ended first, at %s").formatted(winner.side(), TimeText.of(winner.last(), axis)));
  }

  private Optional<String> tokens() {
    List<String> counts = new ArrayList<>();
    boolean any = false;
    for (Track track : tracks) {
      Integer tokens = track.textTokens(nanos);
      if (tokens == null) {
        return Optional.empty();
      }
      any |= tokens > 0;
      counts.add((track.tokensKnown(nanos) ? "" : "~") + count(tokens));
    }
    return any
        ? Optional.of(say("%s tokens").formatted(String.join(say(" to "), counts)))
        : Optional.empty();
  }

  /** What the count does not say: who still thinks, and who says no more while the other does. */
  private String notes() {
    StringBuilder notes = new StringBuilder();
    boolean over = tracks.stream().allMatch(track -> track.isOver(nanos));
    for (Track track : tracks) {
      if (track.isOver(nanos) && !over) {
        notes.append(" \u00b7 ").append(track.side()).append(say(" has ended"));
      } else if (!track.isOver(nanos) && track.reasoning(nanos) > 0 && track.text(nanos) == 0) {
        notes.append(" \u00b7 ").append(track.side()).append(say(" is reasoning"));
      }
    }
    return notes.toString();
  }

  private static String characters(int count) {
    return count(count) + (count == 1 ? say(" character") : say(" characters"));
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
