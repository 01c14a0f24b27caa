package app.diptych.cli;

import app.diptych.completion.AttachedImage;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.cost.Price;
import app.diptych.guard.FailoverTerms;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.Finding;
import app.diptych.guard.policy.PolicyCheck;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Order;
import app.diptych.trial.Recording;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialJson;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Sends one prompt to two models at the same instant and prints both answers with their metrics.
 */
@Command(
    name = "compare",
    description = "Sends one prompt to two models and prints both answers.",
    footer = {
      "",
      "MODEL is demo/small, demo/base, file:PATH.gguf, GATEWAY/MODEL-ID, or",
      "recorded:SESSION#TRIAL/SIDE for a saved answer with its own timing.",
      "The answers are printed, not kept as a session; the ledger notes the requests.",
      "",
      "Exit code: 0 both answered, 1 a side failed, 2 nothing was started, 130 interrupted."
    })
final class CompareCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 5;

  private final DiptychCommand root;

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description = "The prompt.")
  @Nullable String prompt;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the prompt from this UTF-8 file.")
  @Nullable Path file;

  @Option(
      names = {"-s", "--system"},
      paramLabel = "TEXT",
      description = "The system prompt.")
  @Nullable String system;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "Shows the models this PNG, JPEG, WebP or GIF with the prompt; up to 8 times.")
  List<Path> images = new ArrayList<>();

  @Option(
      names = "--a",
      paramLabel = "MODEL",
      description = "The model of side A. Default: ${DEFAULT-VALUE}.",
      defaultValue = "demo/small")
  String a = "demo/small";

  @Option(
      names = "--b",
      paramLabel = "MODEL",
      description = "The model of side B. Default: ${DEFAULT-VALUE}.",
      defaultValue = "demo/base")
  String b = "demo/base";

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 to 2, or none for the provider's own. Default: ${DEFAULT-VALUE}.",
      defaultValue = "" + Sampling.USUAL_TEMPERATURE,
      converter = NumberOrNone.class)
  @Nullable Double temperature = Sampling.USUAL_TEMPERATURE;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Above 0, at most 1, or none for the provider's own. Default: ${DEFAULT-VALUE}.",
      defaultValue = "" + Sampling.USUAL_TOP_P,
      converter = NumberOrNone.class)
  @Nullable Double topP = Sampling.USUAL_TOP_P;

  @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens of an answer.")
  @Nullable Integer maxTokens;

  @Option(names = "--seed", paramLabel = "N", description = "For the same answer again.")
  @Nullable Long seed;

  @Option(names = "--stop", paramLabel = "TEXT", description = "Ends the answer; up to 4 times.")
  List<String> stop = new ArrayList<>();

  @Option(
      names = "--in-turn",
      description =
          "Ask one side after the other, each with this machine for itself: for times that compare.")
  boolean inTurn;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A fallback policy for this run. Without one no other model ever answers; with one it says so.")
  @Nullable Path policy;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Whom it is for, in the ledger and for budgets; may be given more than once.")
  Set<String> tags = new LinkedHashSet<>();

  @Mixin EngineOptions engine = new EngineOptions();

  CompareCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = root.terminal();
    List<Message> messages = messages();
    Sampling sampling = new Sampling(temperature, topP, maxTokens, seed, stop);
    // The request is checked before any room is opened: nothing starts for a mistake in the
    // arguments.
    CompletionRequest checked = new CompletionRequest("", messages, sampling);
    FallbackPolicy fallback = policy == null ? null : PolicyText.read(policy);
    try (Rooms rooms = root.open()) {
      rooms.useEngine(engine::over);
      if (policy != null && fallback != null) {
        rooms.usePolicy(fallback, policy);
        tell(fallback, terminal);
      }
      Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        Optional<SideSetup> setup = setup(rooms.models(), side, checked, terminal);
        if (setup.isEmpty()) {
          return Exit.NOT_STARTED;
        }
        setups.put(side, setup.get());
      }
      rooms.spending().listen(alert -> terminal.tell(alert.sentence()));
      RunningTrial running =
          rooms
              .trials()
              .start(
                  TrialRunner.newId(),
                  tags,
                  setups,
                  root.json ? TrialListener.NONE : new HeldText(terminal),
                  inTurn ? Order.IN_TURN : Order.TOGETHER);
      rooms.onInterrupt(running::cancel);
      Trial trial = root.json ? document(running, terminal) : text(running, terminal);
      if (!engine.isAsSet()) {
        rooms.engineChoices().forEach(terminal::tell);
      }
      note(trial, tags, rooms, terminal);
      return trial.hasFailure() ? Exit.FAILED : Exit.FINE;
    }
  }

  private Optional<SideSetup> setup(
      ModelCatalog models, Side side, CompletionRequest checked, Terminal terminal) {
    return switch (models.find(side, side == Side.A ? a : b)) {
      case Found found ->
          Optional.of(
              new SideSetup(
                  found.model(),
                  found.local(),
                  found.provider(),
                  new CompletionRequest(
                      found.requestModel(), checked.messages(), checked.sampling()),
                  found.price()));
      case Unknown unknown -> {
        terminal.complain(unknown.failure());
        yield Optional.empty();
      }
    };
  }

  /**
   * A policy that contradicts itself, or can do nothing in one run, must not seem to be at work.
   */
  private static void tell(FallbackPolicy policy, Terminal terminal) {
    PolicyCheck.of(policy).stream()
        .filter(finding -> finding.level() == Finding.Level.CONTRADICTION)
        .forEach(finding -> terminal.tell("Policy: " + finding.sentence()));
    if (policy.when() == FailoverTerms.When.TRIPPED) {
      terminal.tell(
          "Policy: it acts after a trip only, which the calls of one run hardly cause; with"
              + " \"fail_over_on\": \"failure\" it acts on each failure.");
    }
  }

  /**
   * What was asked may have cost something, so it stands in the ledger whether it is kept or not.
   */
  private static void note(Trial trial, Set<String> tags, Rooms rooms, Terminal terminal)
      throws InterruptedException {
    try {
      rooms.workspaceToSave().note(trial, tags).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (NotStarted refused) {
      terminal.complain("Not noted in the ledger. " + refused.getMessage());
    } catch (ExecutionException | TimeoutException refused) {
      terminal.complain("Not noted in the ledger: the disk did not take it. Check its room.");
    }
  }

  private static Trial document(RunningTrial running, Terminal terminal)
      throws InterruptedException {
    Trial trial = running.await();
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    Map<Side, Price> prices = new EnumMap<>(Side.class);
    for (Side side : trial.answers().keySet()) {
      recordings.put(side, running.transcript(side).recording());
      running.transcript(side).price().ifPresent(price -> prices.put(side, price));
    }
    terminal.print(TrialJson.write(trial, recordings, prices));
    for (Side side : Side.values()) {
      complain(side, trial.answer(side), terminal);
    }
    return trial;
  }

  /** Each answer is printed as soon as it is there: the other side may take minutes more. */
  private static Trial text(RunningTrial running, Terminal terminal) throws InterruptedException {
    for (int sides = Side.values().length; sides > 0; sides--) {
      Side side = running.awaitNext();
      Answer answer = running.transcript(side).answer();
      terminal.print(TrialText.of(side, answer));
      complain(side, answer, terminal);
    }
    Trial trial = running.await();
    if (trial.contended()) {
      terminal.print(TrialText.CONTENDED);
    } else if (trial.inTurn()) {
      terminal.print(TrialText.IN_TURN);
    }
    return trial;
  }

  private static void complain(Side side, Answer answer, Terminal terminal) {
    Failure failure = answer.failure();
    if (failure != null) {
      terminal.complain("Side " + side + ", " + answer.model() + ": " + failure.sentences());
    }
  }

  private List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    if (system != null && !system.isBlank()) {
      messages.add(Message.system(system));
    }
    messages.add(Message.user(prompt(), images.stream().map(AttachedImage::read).toList()));
    return messages;
  }

  private String prompt() {
    if (file == null) {
      return prompt == null ? "" : prompt;
    }
    if (prompt != null) {
      throw new IllegalArgumentException("Give the prompt with -p or with -f, not with both.");
    }
    return read(file);
  }

  private static String read(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > 4L * CompletionRequest.MOST_CHARACTERS) {
        throw new IllegalArgumentException(
            "The prompt file " + file + " is too large to send: shorten it.");
      }
      return Files.readString(file);
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException(
          "The prompt file " + file + " is not UTF-8 text: save it as UTF-8.", notText);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The prompt file " + file + " cannot be read: check its name and permissions.",
          unreadable);
    }
  }
}
