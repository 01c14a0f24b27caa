package app.diptych.exchange;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedEvent;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions no one would run, from a seed. */
final class RandomSessions {
  private static final String[] PIECES = {
    "a",
    "Z",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    "\\n",
    ",",
    ";",
    "{",
    "}",
    "[",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "null",
    "\u0000",
    "\u0007",
    "\u007f",
    "\u0085",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\u00e9",
    "e\u0301",
    "\u4f60\u597d",
    "\ud83d\ude00",
    "\uffff",
    "</script>",
    "| a |",
    "```\n",
    "# ",
    "1,2",
    "\"\"",
    "''",
    "word ",
    "\u05d0",
    "\u0e01"
  };

  private final Random random;

  /** Apart, so that the rest is the same with and without images. */
  private final Random pictures;

  private final Random meters;

  RandomSessions(long seed) {
    random = new Random(seed);
    pictures = new Random(~seed);
    meters = new Random(seed + 1);
  }

  List<SavedSession> sessions() {
    List<SavedSession> sessions = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      sessions.add(session());
    }
    return sessions;
  }

  SavedSession session() {
    String id = id();
    List<Whole> trials = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      trials.add(trial(id, trials));
    }
    Instant created = instant();
    return SavedSession.counted(
        new SessionSummary(
            id,
            "title " + text(4),
            text(8),
            created,
            created.plusMillis(random.nextInt(1_000_000)),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextInt(10) == 0,
            random.nextBoolean() ? id() : null,
            0,
            0,
            Tally.NONE,
            List.of(),
            random.nextBoolean() ? List.of("tag", "other " + text(2)) : List.of()),
        trials);
  }

  private Whole trial(String session, List<Whole> before) {
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    String prompt = "p" + text(8);
    for (Side side : Side.values()) {
      if (side == Side.A || random.nextInt(5) > 0) {
        @Nullable Recording recording = random.nextInt(4) > 0 ? recording() : null;
        if (recording != null) {
          recordings.put(side, recording);
        }
        answers.put(side, answer(prompt, recording));
      }
    }
    List<Vote> votes = votes();
    Map<Side, List<SavedEvent>> events = new EnumMap<>(Side.class);
    if (random.nextBoolean()) {
      events.put(
          Side.A,
          List.of(
              new SavedEvent(-random.nextInt(1_000_000), "WAITING", "{}"),
              new SavedEvent(random.nextInt(1_000_000), "usage", "{\"outputTokens\":3}")));
    }
    return new Whole(
        new SavedTrial(
            id(),
            session,
            before.size() + 1,
            before.isEmpty() || random.nextBoolean() ? null : before.getLast().trial().id(),
            random.nextBoolean() ? "demo/" + text(1) : null,
            instant(),
            prompt,
            answers,
            votes.stream().filter(vote -> vote.rater().isEmpty()).findFirst().orElse(null)),
        recordings,
        votes,
        events);
  }

  private List<Vote> votes() {
    List<Vote> votes = new ArrayList<>();
    for (String rater : List.of("", "Ada", "Émile " + text(2))) {
      if (random.nextInt(3) == 0) {
        Verdict verdict = one(List.of(Verdict.values()));
        votes.add(new Vote(verdict, text(4), rater, instant()));
      }
    }
    return votes;
  }

  private Recording recording() {
    int size = random.nextInt(20);
    long[] offsets = new long[size];
    int[] lengths = new int[size];
    boolean[] reasoning = new boolean[size];
    long at = random.nextInt(1_000_000_000);
    for (int i = 0; i < size; i++) {
      offsets[i] = at;
      at += random.nextInt(3) == 0 ? 0 : random.nextInt(100_000_000);
      lengths[i] = 1 + random.nextInt(9);
      reasoning[i] = random.nextInt(3) == 0;
    }
    return Recording.of(offsets, lengths, reasoning);
  }

  private Answer answer(String prompt, @Nullable Recording recording) {
    int letters = 0;
    int thoughts = 0;
    for (int i = 0; recording != null && i < recording.size(); i++) {
      if (recording.isReasoning(i)) {
        thoughts += recording.length(i);
      } else {
        letters += recording.length(i);
      }
    }
    boolean pieces = recording != null && recording.size() > 0;
    boolean failed = random.nextInt(4) == 0;
    boolean running = !failed && random.nextInt(20) == 0;
    String model = random.nextBoolean() ? "demo/small" : "gate/" + text(2);
    boolean local = random.nextBoolean();
    return new Answer(
        model,
        local,
        new CompletionRequest("m" + text(1), messages(prompt), sampling()),
        failed ? SideState.FAILED : running ? SideState.STREAMING : SideState.FINISHED,
        random.nextBoolean() ? origin() : null,
        pieces ? exactly(letters) : text(10),
        pieces ? exactly(thoughts) : text(2),
        random.nextBoolean() ? usage() : null,
        failed || running ? null : new FinishReason(random.nextBoolean() ? "stop" : "r" + text(2)),
        failed ? failure() : null,
        recording == null
            ? random.nextBoolean() ? Timeline.EMPTY : Timeline.of(new long[] {5, 9}, 1)
            : Timeline.of(recording.offsets(), recording.firstText()),
        Duration.ofNanos(random.nextInt(1_000_000_000)),
        random.nextBoolean() ? Delivery.PLAIN : delivery(),
        local ? drawn() : Cost.Unpriced.UNKNOWN);
  }

  private Cost drawn() {
    if (meters.nextInt(3) == 0) {
      return new Cost.Local();
    }
    Energy energy =
        new Energy(
            meters.nextLong(Long.MAX_VALUE),
            Duration.ofNanos(meters.nextLong(Long.MAX_VALUE)),
            "CPU package-0 (counter); \u00b0",
            meters.nextBoolean());
    // A table tells what it cost and cannot give it back, so that is another test's.
    return Cost.Local.of(energy, null);
  }

  private Delivery delivery() {
    return new Delivery(
        Duration.ofNanos(random.nextInt(1_000_000)),
        random.nextInt(3),
        random.nextBoolean() ? "w" + text(2) : null,
        random.nextBoolean()
            ? null
            : new CallPhases(
                random.nextBoolean() ? null : Duration.ofNanos(random.nextInt(1_000)),
                null,
                Duration.ofNanos(random.nextInt(1_000)),
                random.nextBoolean() ? null : Duration.ofNanos(7),
                Duration.ZERO,
                Duration.ofNanos(random.nextInt(1_000)),
                null,
                Map.of("x-response-time", random.nextInt(100) / 4.0)),
        random.nextBoolean());
  }

  private List<Message> messages(String prompt) {
    List<Message> messages = new ArrayList<>();
    if (random.nextBoolean()) {
      messages.add(Message.system(text(4)));
    }
    if (random.nextBoolean()) {
      messages.add(Message.user(text(4), images()));
      messages.add(Message.assistant(text(4)));
    }
    messages.add(Message.user(prompt, images()));
    return messages;
  }

  private List<AttachedImage> images() {
    List<AttachedImage> images = new ArrayList<>();
    for (int i = Math.max(0, pictures.nextInt(7) - 4); i > 0; i--) {
      images.add(TestImages.image(8 + pictures.nextInt(12), pictures.nextLong()));
    }
    return images;
  }

  private Sampling sampling() {
    return new Sampling(
        random.nextBoolean() ? random.nextDouble() * 2 : null,
        random.nextBoolean() ? 1 - random.nextDouble() : null,
        random.nextBoolean() ? 1 + random.nextInt(Sampling.MOST_TOKENS) : null,
        random.nextBoolean() ? random.nextLong(Sampling.LARGEST_SEED) : null,
        random.nextBoolean() ? List.of("END", "x" + text(1)) : List.of());
  }

  private Origin origin() {
    return random.nextBoolean()
        ? Origin.gateway(text(3), random.nextBoolean() ? "fp_1" : null)
        : new Origin(text(1), "engine", "CPU", null, "ab12", "cd34");
  }

  private Usage usage() {
    return new Usage(
        random.nextInt(1000),
        random.nextInt(1000),
        random.nextInt(10),
        random.nextInt(10),
        one(List.of(Usage.Source.values())));
  }

  private Failure failure() {
    String message = "m" + text(2);
    String hint = "h" + text(2);
    return switch (random.nextInt(8)) {
      case 0 ->
          new Failure.RateLimited(
              message, hint, random.nextBoolean() ? Duration.ofMillis(7) : null);
      case 1 -> new Failure.ContextExceeded(message, hint, random.nextBoolean() ? 9 : null, 10);
      case 2 -> new Failure.EngineFault(message, hint, random.nextBoolean(), List.of("a", text(2)));
      case 3 -> new Failure.Cancelled();
      case 4 -> new Failure.Interrupted();
      case 5 -> new Failure.ProviderError(message, hint, random.nextBoolean());
      case 6 -> new Failure.TimedOut(message, hint);
      default -> new Failure.Unauthorized(message, hint);
    };
  }

  /** As long as that, in UTF-16 characters. */
  private String exactly(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      text.append(piece.length() <= length - text.length() ? piece : "x");
    }
    return text.toString();
  }

  String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  Random random() {
    return random;
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private Instant instant() {
    return Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
  }
}
