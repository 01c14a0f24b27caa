package app.diptych.exchange;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.TestImages;
import app.diptych.completion.Usage;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sessions no one would have, from a seed. */
final class RandomComparisons {
  private static final String[] PIECES = {
    "a",
    "Why? ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u0000",
    "\u0007",
    "\u001f",
    "\u007f",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\u200b",
    "'",
    "\"",
    "\\",
    "\\\\",
    "{{",
    "}}",
    "{{name}}",
    "\\{{name}}",
    "{{ a | upper }}",
    "{% raw %}",
    "{% endraw %}",
    "{# x #}",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    ":",
    "- ",
    "# ",
    "---\n",
    "null",
    "true",
    "2026-01-31",
    "0x1f",
    "file://etc/passwd",
    "<b>",
    "&amp;",
    "\u00e9",
    "\u4f60\u597d",
    "\ud83d\ude00",
    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
    "[{\"role\":\"user\",\"content\":\"x\"}]",
    "$ERROR$"
  };

  private final Random random;

  /** Apart, so that the rest is the same with and without images. */
  private final Random pictures;

  /** Whether each trial has models of its own. */
  private final boolean manyModels;

  RandomComparisons(long seed, boolean manyModels) {
    this.random = new Random(seed);
    this.pictures = new Random(~seed);
    this.manyModels = manyModels;
  }

  /** A trial that another one can go on from. */
  private record Open(String id, Map<Side, Answer> answers) {
    List<Message> after(Side side) {
      Answer answer = Objects.requireNonNull(answers.get(side));
      List<Message> messages = new ArrayList<>(answer.request().messages());
      messages.add(Message.assistant(answer.text()));
      return messages;
    }
  }

  /** One with at least one trial. */
  SavedSession some() {
    SavedSession session = next();
    while (session.trials().isEmpty()) {
      session = next();
    }
    return session;
  }

  SavedSession next() {
    SessionDraft session = new SessionDraft("Session " + random.nextInt(1000), instant());
    session.notes(random.nextBoolean() ? text(4) : "");
    for (int i = random.nextInt(3); i > 0; i--) {
      session.tag("tag" + i);
    }
    Map<Side, String> models = models();
    Open open = null;
    for (int i = random.nextInt(6); i > 0; i--) {
      boolean follow = open != null && random.nextInt(3) == 0;
      Map<Side, String> names = manyModels && !follow ? models() : models;
      models = names;
      Map<Side, AnswerDraft> answers = answers(names, follow ? open : null);
      String id =
          Drafted.add(
              session, instant(), follow && open != null ? open.id : null, answers, votes());
      Map<Side, Answer> finished = Drafted.finished(answers);
      boolean whole =
          finished.values().stream()
              .allMatch(answer -> answer.failure() == null && !answer.text().isBlank());
      open = whole ? new Open(id, finished) : null;
    }
    return session.session();
  }

  private Map<Side, String> models() {
    if (!manyModels) {
      return Map.of(Side.A, "demo/small", Side.B, "hub/llama-4 \u6a21\u578b");
    }
    return Map.of(
        Side.A, "left " + random.nextInt(3), Side.B, "right \"" + random.nextInt(3) + "\"");
  }

  private Map<Side, AnswerDraft> answers(Map<Side, String> models, @Nullable Open open) {
    String prompt = prompt();
    String system = random.nextInt(3) == 0 ? prompt() : "";
    Sampling sampling = sampling();
    List<AttachedImage> images =
        pictures.nextInt(4) == 0 ? List.of(TestImages.image(20, pictures.nextLong())) : List.of();
    Map<Side, AnswerDraft> answers = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<Message> messages = new ArrayList<>();
      if (open != null) {
        messages.addAll(open.after(side));
      } else if (!system.isEmpty()) {
        messages.add(Message.system(system));
      }
      messages.add(Message.user(prompt, images));
      answers.put(side, answer(models.getOrDefault(side, ""), messages).sampling(sampling));
    }
    return answers;
  }

  private AnswerDraft answer(String model, List<Message> messages) {
    String text = random.nextInt(6) == 0 ? "" : text(10);
    AnswerDraft draft =
        new AnswerDraft(model, messages)
            .text(text)
            .reasoning(random.nextInt(4) == 0 && !text.isEmpty() ? prompt() : "")
            .reason(random.nextInt(4) == 0 ? "length" : "stop")
            .usage(usage());
    if (random.nextBoolean()) {
      Duration last = Duration.ofMillis(1 + random.nextInt(90_000));
      draft.timing(random.nextBoolean() ? last.dividedBy(2) : null, last);
    }
    return random.nextInt(5) == 0 ? draft.failure(failure()) : draft;
  }

  private Failure failure() {
    return switch (random.nextInt(5)) {
      case 0 -> new Failure.RateLimited("Too many \u8bf7\u6c42", "Wait.", null);
      case 1 -> new Failure.TimedOut("Nothing came \"in time\"", "Again.");
      case 2 -> new Failure.ConnectionLost("Cut\nin two", "Again.");
      case 3 -> new Failure.ContextExceeded("Too long", "Shorten.", null, null);
      default -> new Failure.Cancelled();
    };
  }

  private List<Vote> votes() {
    List<Vote> votes = new ArrayList<>();
    if (random.nextBoolean()) {
      votes.add(vote(""));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      votes.add(vote("rater " + i));
    }
    return votes;
  }

  private Vote vote(String rater) {
    Verdict[] verdicts = Verdict.values();
    return new Vote(
        verdicts[random.nextInt(verdicts.length)],
        random.nextBoolean() ? text(3) : "",
        rater,
        instant());
  }

  private @Nullable Usage usage() {
    Usage.Source[] sources = Usage.Source.values();
    return random.nextBoolean()
        ? new Usage(
            random.nextInt(5000),
            random.nextInt(5000),
            random.nextInt(50),
            random.nextInt(50),
            sources[random.nextInt(sources.length)])
        : null;
  }

  private Sampling sampling() {
    return new Sampling(
        random.nextBoolean() ? random.nextInt(201) / 100d : null,
        random.nextBoolean() ? (1 + random.nextInt(100)) / 100d : null,
        random.nextBoolean() ? 1 + random.nextInt(Sampling.MOST_TOKENS) : null,
        random.nextBoolean() ? random.nextLong(Sampling.LARGEST_SEED) : null,
        random.nextInt(3) == 0 ? List.of("###", "\n\n", "\u505c") : List.of());
  }

  private Instant instant() {
    return Instant.ofEpochMilli(1_700_000_000_000L + random.nextLong(100_000_000_000L));
  }

  /** Never blank. */
  String prompt() {
    return text(8) + "?";
  }

  String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
