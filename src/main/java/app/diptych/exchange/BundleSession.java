package app.diptych.exchange;

import app.diptych.exchange.BundleItem.SessionItem;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.review.Tally;
import app.diptych.review.Vote;
import app.diptych.session.SavedEvent;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One session of a bundle, made of its lines. */
final class BundleSession {
  /** Ids go into addresses and command lines, so they are no more than ids. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_NOTES = 1_000_000;
  private static final int MOST_TAGS = 100;
  private static final int LONGEST_TAG = 200;

  private final String id;
  private final List<SavedTrial> members;
  private final Map<String, List<SideItem>> sides;
  private final Map<String, List<Vote>> votes;
  private final Losses losses;

  /**
   * @param sides of every trial, by its id
   * @param votes on every trial, by its id
   */
  BundleSession(
      String id,
      List<SavedTrial> members,
      Map<String, List<SideItem>> sides,
      Map<String, List<Vote>> votes,
      Losses losses) {
    this.id = id;
    this.members = new ArrayList<>(members);
    this.sides = sides;
    this.votes = votes;
    this.losses = losses;
    this.members.sort(Comparator.comparingInt(SavedTrial::number));
  }

  /**
   * @param told what its own line tells, or null when that is lost
   */
  SavedSession put(@Nullable SessionItem told) {
    String session = ID.matcher(id).matches() ? id : Sessions.newId();
    boolean renumber = !isNumbered();
    Map<String, String> ids = new HashMap<>();
    List<Whole> trials = new ArrayList<>();
    for (SavedTrial trial : members) {
      String parent = parent(trial, ids);
      ids.put(trial.id(), ID.matcher(trial.id()).matches() ? trial.id() : TrialRunner.newId());
      int number = renumber ? trials.size() + 1 : trial.number();
      trials.add(whole(trial, ids.getOrDefault(trial.id(), ""), session, number, parent));
    }
    SessionSummary summary = told == null ? rescued(session) : clean(told.summary(), session);
    return SavedSession.counted(summary, trials);
  }

  /** Numbers begin at one and no two are the same. */
  private boolean isNumbered() {
    Set<Integer> numbers = new HashSet<>();
    return members.stream().allMatch(trial -> trial.number() > 0 && numbers.add(trial.number()));
  }

  private @Nullable String parent(SavedTrial trial, Map<String, String> before) {
    if (trial.parent() == null) {
      return null;
    }
    String parent = before.get(trial.parent());
    if (parent == null) {
      losses.add(
          "links to an earlier turn", "That turn is not in the file, or comes after this one.");
    }
    return parent;
  }

  private Whole whole(
      SavedTrial trial, String trialId, String session, int number, @Nullable String parent) {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    Map<Side, List<SavedEvent>> events = new EnumMap<>(Side.class);
    for (SideItem side : sides.getOrDefault(trial.id(), List.of())) {
      answers.put(side.side(), side.answer());
      side.recording().ifPresent(recording -> recordings.put(side.side(), recording));
      if (!side.events().isEmpty()) {
        events.put(side.side(), side.events());
      }
    }
    List<Vote> verdicts = votes.getOrDefault(trial.id(), List.of());
    Vote owners = verdicts.stream().filter(vote -> vote.rater().isEmpty()).findFirst().orElse(null);
    return new Whole(
        new SavedTrial(
            trialId,
            session,
            number,
            parent,
            trial.promptId(),
            trial.startedAt(),
            trial.prompt(),
            answers,
            owners),
        recordings,
        verdicts,
        events);
  }

  private SessionSummary rescued(String session) {
    losses.add(
        "titles, notes and tags of a session", "The line that tells them is missing or damaged.");
    Instant first =
        members.stream().map(SavedTrial::startedAt).min(Comparator.naturalOrder()).orElseThrow();
    return new SessionSummary(
        session,
        cut(members.getFirst().prompt().strip().lines().findFirst().orElse("Rescued"), 60),
        "",
        first,
        first,
        false,
        false,
        false,
        null,
        0,
        0,
        Tally.NONE,
        List.of(),
        List.of());
  }

  private SessionSummary clean(SessionSummary told, String session) {
    String title = kept(told.title(), LONGEST_TITLE, "titles");
    return new SessionSummary(
        session,
        title.isBlank() ? "Imported" : title,
        kept(told.notes(), LONGEST_NOTES, "notes"),
        told.createdAt(),
        told.changedAt(),
        told.pinned(),
        told.archived(),
        told.deleted(),
        told.madeFrom(),
        0,
        0,
        Tally.NONE,
        told.models(),
        tags(told.tags()));
  }

  private List<String> tags(List<String> told) {
    List<String> tags =
        told.stream()
            .filter(tag -> !tag.isBlank())
            .distinct()
            .limit(MOST_TAGS)
            .map(tag -> cut(tag, LONGEST_TAG))
            .toList();
    if (!tags.equals(told)) {
      losses.add("tags", "Some are empty, too long, too many or there twice.");
    }
    return tags;
  }

  private String kept(String text, int most, String what) {
    if (text.length() > most) {
      losses.add("the end of " + what, "At most " + most + " characters can be kept.");
    }
    return cut(text, most);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
