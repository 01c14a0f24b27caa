package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.prompt.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The prompts of a configuration. One that is nothing but a variable stands for its values. */
final class PromptfooPrompts {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:file|package|exec|langfuse|portkey|helicone)(?:://|:).*"
              + "|[^\\s{}]*\\.(?:txt|jsonl?|ya?ml|csv|md|j2|py|[cm]?[jt]s|sh)(?::\\w+)?"
              + "|[^\\s{}]*\\*[^\\s{}]*");

  /** Prompts times tests can be very many, and each becomes a prompt of its own. */
  private static final int MOST = 10_000;

  private final PromptfooTests tests;
  private final @Nullable Sampling sampling;
  private final String description;
  private final Losses losses;

  PromptfooPrompts(
      PromptfooTests tests, @Nullable Sampling sampling, String description, Losses losses) {
    this.tests = tests;
    this.sampling = sampling;
    this.description = description;
    this.losses = losses;
  }

  /** Whether promptfoo would take the text for the name of a file. */
  static boolean isFile(String text) {
    return text.startsWith("file://") || text.startsWith("package:");
  }

  List<Prompt> read(Place list) throws ExchangeException {
    List<Prompt> prompts = new ArrayList<>();
    if (list.node().isObject()) {
      Map<String, Place> labelled = new LinkedHashMap<>();
      list.fields(labelled::put);
      for (Map.Entry<String, Place> each : labelled.entrySet()) {
        add(each.getKey(), each.getValue().text(""), prompts);
      }
      return prompts;
    }
    for (Place item : list.isText() ? List.of(list) : list.items()) {
      if (item.isText()) {
        add(item.text(), "", prompts);
      } else {
        item.object();
        String id = item.at("id").text("");
        add(item.at("raw").text(id), item.at("label").text(id), prompts);
      }
    }
    return prompts;
  }

  private void add(String raw, String label, List<Prompt> prompts) throws ExchangeException {
    if (!raw.contains("\n") && FILE.matcher(raw.strip()).matches()) {
      losses.add("files that are named", "Diptych opens no file that another one names.");
      return;
    }
    Optional<String> only = onlyVariable(raw);
    if (only.isEmpty() || tests.values(only.get()).isEmpty()) {
      prompt(raw, label.equals(raw) ? "" : label, tests.all()).ifPresent(prompts::add);
      return;
    }
    for (PromptfooTests.Test test : tests.all()) {
      for (String value : test.values().getOrDefault(only.get(), List.of())) {
        if (prompts.size() >= MOST) {
          losses.add(
              "prompts beyond the first 10,000", "Split the tests, or make them a data set.");
          return;
        }
        prompt(value, test.description(), List.of(test)).ifPresent(prompts::add);
      }
    }
  }

  /** The variable that the prompt is, when it is nothing else. */
  private static Optional<String> onlyVariable(String raw) {
    List<Template.Piece> pieces = Template.of(Nunjucks.ours(raw.strip(), new Losses())).pieces();
    return pieces.size() == 1 && pieces.getFirst() instanceof Template.Placeholder blank
        ? Optional.of(blank.name())
        : Optional.empty();
  }

  private Optional<Prompt> prompt(String raw, String title, List<PromptfooTests.Test> values)
      throws ExchangeException {
    List<Message> messages = messages(raw);
    if (!ChatPrompts.isOneTurn(messages, losses)) {
      return Optional.empty();
    }
    String system = ChatPrompts.system(messages);
    String text = messages.getLast().content();
    return PromptDraft.template(text)
        .system(system)
        .title(title)
        .notes(description)
        .sampling(sampling)
        .variables(variables(system, text, values))
        .prompt(losses);
  }

  /** The messages of the prompt, each a template of ours. */
  private List<Message> messages(String raw) throws ExchangeException {
    Optional<Place> list = PromptfooChat.list(raw);
    if (list.isPresent()) {
      return Chat.read(list.get(), losses).stream()
          .map(message -> new Message(message.role(), Nunjucks.ours(message.content(), losses)))
          .toList();
    }
    String ours = Nunjucks.ours(raw, losses);
    Template template = Template.of(ours);
    if (!template.names().isEmpty()) {
      return List.of(Message.user(ours));
    }
    String text = template.fill(Map.of(), Integer.MAX_VALUE);
    return PromptfooChat.read(text, losses).stream()
        .map(message -> new Message(message.role(), Template.quote(message.content())))
        .toList();
  }

  private List<Variable> variables(String system, String text, List<PromptfooTests.Test> values) {
    Set<String> names = new LinkedHashSet<>(Template.of(system).names());
    names.addAll(Template.of(text).names());
    List<Variable> variables = new ArrayList<>();
    int several = 0;
    for (String name : names) {
      Set<String> offered = new LinkedHashSet<>();
      values.forEach(test -> offered.addAll(test.values().getOrDefault(name, List.of())));
      offered.removeIf(String::isEmpty);
      several += offered.size() > 1 ? 1 : 0;
      if (!offered.isEmpty()) {
        PromptfooVariable.of(name, List.copyOf(offered), losses).ifPresent(variables::add);
      }
    }
    losses.add(
        "which values belong together",
        several > 1 ? values.size() : 0,
        "A prompt offers the values of each variable by itself.");
    return variables;
  }
}
