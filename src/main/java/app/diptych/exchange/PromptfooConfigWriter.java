package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.prompt.YamlDocument;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a configuration that asks promptfoo what a session asked: its prompts as tests, its models
 * as providers. No key and no address is in it.
 */
final class PromptfooConfigWriter implements Exporter {
  static final Set<Part> KEPT = EnumSet.of(Part.SYSTEM, Part.SAMPLING, Part.TITLE);
  private static final String PROMPT = "prompt";

  @Override
  public Format format() {
    return Format.PROMPTFOO_CONFIG;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    Losses losses = new Losses();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("description", title(sessions));
    config.put("prompts", List.of("{{" + PROMPT + "}}"));
    config.put("providers", providers(sessions, losses));
    config.put("tests", tests(sessions, losses));
    out.write("# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json\n");
    out.write(YamlDocument.write(config));
    new Leftovers(format(), KEPT).tellJoined(sessions, losses);
    return losses.list();
  }

  static String title(List<SavedSession> sessions) {
    return sessions.stream()
        .map(session -> session.summary().title())
        .collect(Collectors.joining(" + "));
  }

  private static List<Map<String, Object>> providers(List<SavedSession> sessions, Losses losses) {
    Map<String, Answer> models = new LinkedHashMap<>();
    Map<String, Set<Sampling>> settings = new LinkedHashMap<>();
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        for (Answer answer : new EnumMap<>(whole.trial().answers()).values()) {
          models.putIfAbsent(answer.model(), answer);
          settings
              .computeIfAbsent(answer.model(), _ -> new HashSet<>())
              .add(answer.request().sampling());
        }
      }
    }
    losses.add(
        "where the models are reached",
        models.size(),
        "Set apiBaseUrl and the key of each provider yourself.");
    List<Map<String, Object>> providers = new ArrayList<>();
    for (Answer answer : models.values()) {
      Set<Sampling> different = settings.getOrDefault(answer.model(), Set.of());
      losses.add(
          "sampling settings that change",
          different.size() > 1 ? 1 : 0,
          "A provider has one: those of its first answer were written.");
      providers.add(provider(answer));
    }
    return providers;
  }

  private static Map<String, Object> provider(Answer answer) {
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("id", "openai:chat:" + answer.request().model());
    provider.put("label", answer.model());
    Map<String, Object> config = new LinkedHashMap<>();
    Sampling sampling = answer.request().sampling();
    put(config, "temperature", sampling.temperature());
    put(config, "top_p", sampling.topP());
    put(config, "max_tokens", sampling.maxTokens());
    put(config, "seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      config.put("stop", sampling.stop());
    }
    if (!config.isEmpty()) {
      provider.put("config", config);
    }
    return provider;
  }

  private static void put(Map<String, Object> config, String name, @Nullable Number value) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private static List<Map<String, Object>> tests(List<SavedSession> sessions, Losses losses) {
    List<Map<String, Object>> tests = new ArrayList<>();
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        List<Message> messages = asked(whole.trial(), losses);
        String prompt = Nunjucks.literal(PromptfooChat.write(messages));
        tests.add(Map.of("vars", Map.of(PROMPT, prompt)));
      }
    }
    return tests;
  }

  /** What was asked: of two sides that went on from answers of their own, the first. */
  private static List<Message> asked(SavedTrial trial, Losses losses) {
    List<List<Message>> both =
        new EnumMap<>(trial.answers())
            .values().stream().map(answer -> answer.request().messages()).toList();
    losses.add(
        "earlier answers of the second model",
        both.size() > 1 && !both.getFirst().equals(both.get(1)) ? 1 : 0,
        "A test asks every model the same: what went before is that of side A.");
    return both.isEmpty() ? List.of(Message.user(trial.prompt())) : both.getFirst();
  }
}
