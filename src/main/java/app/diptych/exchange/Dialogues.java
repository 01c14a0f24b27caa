package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conversations of two models as a session: each turn becomes a trial that goes on from the one
 * before. Conversations of one question that begin alike share those turns.
 */
final class Dialogues {
  private final Losses losses;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Key, Entry> known = new HashMap<>();

  Dialogues(Losses losses) {
    this.losses = losses;
  }

  /**
   * One conversation.
   *
   * @param question tells conversations apart; nothing is shared when it is empty
   * @param sides each side's model and its messages, the answers among them
   */
  record Talk(String question, Instant at, Map<Side, Speaker> sides) {}

  /** One side of a conversation. */
  record Speaker(String model, List<Message> messages) {}

  /** What was asked of a model, and what it said. */
  record Turn(List<Message> asked, String said) {}

  private record Key(String question, Map<Side, String> models, Map<Side, Turn> turns) {}

  /** A trial to be. */
  static final class Entry {
    private final Instant at;
    private final @Nullable Entry parent;
    private final Map<Side, AnswerDraft> answers;
    private final Map<String, Vote> votes = new LinkedHashMap<>();
    private String id = "";

    private Entry(Instant at, @Nullable Entry parent, Map<Side, AnswerDraft> answers) {
      this.at = at;
      this.parent = parent;
      this.answers = answers;
    }

    Map<Side, AnswerDraft> answers() {
      return answers;
    }
  }

  /**
   * Adds a conversation.
   *
   * @return its turns; nothing where a turn could not be taken
   */
  List<Optional<Entry>> add(Talk talk) {
    Map<Side, List<Turn>> turns = new EnumMap<>(Side.class);
    talk.sides().forEach((side, speaker) -> turns.put(side, turns(speaker.messages())));
    int shortest = turns.values().stream().mapToInt(List::size).min().orElse(0);
    int longest = turns.values().stream().mapToInt(List::size).max().orElse(0);
    losses.add(
        "turns that only one model answered", longest - shortest, "A comparison needs both.");
    List<Optional<Entry>> added = new ArrayList<>();
    Entry last = null;
    for (int i = 0; i < shortest; i++) {
      Map<Side, Turn> both = new EnumMap<>(Side.class);
      for (Map.Entry<Side, List<Turn>> side : turns.entrySet()) {
        both.put(side.getKey(), side.getValue().get(i));
      }
      Optional<Entry> entry = turn(talk, both, last);
      added.add(entry);
      last = entry.orElse(last);
    }
    return added;
  }

  /** Adds a verdict; a rater's later one replaces the earlier. */
  void vote(Entry entry, Vote vote) {
    if (entry.votes.put(vote.rater(), vote) != null) {
      losses.add(
          "repeated verdicts", "The last verdict of a rater on a trial is the one that holds.");
    }
  }

  /** Everything added, as a session. */
  SavedSession session(String title, Instant otherwise) {
    Instant at = entries.stream().map(entry -> entry.at).min(Instant::compareTo).orElse(otherwise);
    SessionDraft session = new SessionDraft(title, at);
    for (Entry entry : entries) {
      entry.id =
          Drafted.add(
              session,
              entry.at,
              entry.parent == null ? null : entry.parent.id,
              entry.answers,
              List.copyOf(entry.votes.values()));
    }
    return session.session();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  private Optional<Entry> turn(Talk talk, Map<Side, Turn> both, @Nullable Entry last) {
    for (Turn turn : both.values()) {
      if (!Chat.canBeSent(turn.asked(), losses)) {
        return Optional.empty();
      }
    }
    if (talk.question().isEmpty()) {
      return Optional.of(entry(talk, both, last));
    }
    Map<Side, String> models = new EnumMap<>(Side.class);
    talk.sides().forEach((side, speaker) -> models.put(side, speaker.model()));
    Key key = new Key(talk.question(), models, both);
    Entry same = known.get(key);
    if (same == null) {
      same = entry(talk, both, last);
      known.put(key, same);
    }
    return Optional.of(same);
  }

  private Entry entry(Talk talk, Map<Side, Turn> both, @Nullable Entry last) {
    Map<Side, AnswerDraft> answers = new EnumMap<>(Side.class);
    talk.sides()
        .forEach((side, speaker) -> {
          Turn turn = both.getOrDefault(side, new Turn(List.of(), ""));
          answers.put(side, new AnswerDraft(speaker.model(), turn.asked()).text(turn.said()));
        });
    Entry entry = new Entry(talk.at(), last, answers);
    entries.add(entry);
    return entry;
  }

  private List<Turn> turns(List<Message> messages) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).role() == Role.ASSISTANT) {
        turns.add(new Turn(List.copyOf(messages.subList(0, i)), messages.get(i).content()));
      }
    }
    boolean open = !messages.isEmpty() && messages.getLast().role() != Role.ASSISTANT;
    losses.add("prompts without an answer", open ? 1 : 0, "A comparison needs answers.");
    return turns;
  }
}
