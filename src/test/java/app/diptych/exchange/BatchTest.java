package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.Usage;
import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class BatchTest {
  private final BatchReader reader = new BatchReader();
  private final BatchWriter writer = new BatchWriter();
  @TempDir Path folder;

  @Test
  void requestsAloneArePrompts() throws Exception {
    Source source = TestFiles.source(folder, "requests.jsonl", Samples.BATCH_REQUESTS);
    assertThat(reader.recognises(source)).isTrue();
    Imported imported = reader.read(source);
    assertThat(imported.sessions()).isEmpty();
    assertThat(imported.prompts()).hasSize(3);
    Prompt first = imported.prompts().getFirst();
    assertThat(first.variables()).isEmpty();
    assertThat(Blanks.of(first).fill(Map.of()).text())
        .as("braces in a request are text")
        .isEqualTo("Use {{braces}} in a sentence.");
    assertThat(first.system()).isEqualTo("Be brief.");
    assertThat(first.sampling()).isNotNull();
    assertThat(first.sampling().maxTokens()).isEqualTo(100);
    assertThat(first.sampling().stop()).containsExactly("END");
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder(
            "images and other attachments",
            "settings out of range",
            "empty prompts",
            "requests to other endpoints",
            "models");
  }

  @Test
  void findsTheRequestsBesideTheAnswersAndMatchesByIdNotByOrder() throws Exception {
    TestFiles.source(folder, "requests.jsonl", Samples.BATCH_REQUESTS);
    Source source = TestFiles.source(folder, "answers.jsonl", Samples.BATCH_ANSWERS);
    assertThat(reader.recognises(source)).isTrue();
    Imported imported = reader.read(source);
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials)
        .extracting(whole -> whole.trial().prompt())
        .containsExactly("Use {{braces}} in a sentence.", "What is this?", "Late?");
    Answer first = trials.getFirst().trial().answer(Side.A).orElseThrow();
    assertThat(first.text()).isEqualTo("Use {{braces}}.");
    assertThat(first.usage()).isEqualTo(new Usage(20, 9, 2, 4, Usage.Source.REPORTED));
    assertThat(first.origin()).isNotNull();
    assertThat(first.origin().answeredBy()).isEqualTo("gpt-small-2026");
    assertThat(imported.losses()).extracting(Loss::what).contains("answers without a prompt");
  }

  @Test
  void readsABodyThatIsJsonInsideAText() throws Exception {
    TestFiles.source(folder, "requests.jsonl", Samples.BATCH_REQUESTS);
    Answer second = answers(Samples.BATCH_ANSWERS).get(1).trial().answer(Side.A).orElseThrow();
    assertThat(second.text()).isEqualTo("A \u732b.");
    assertThat(TestFiles.reason(second)).isEqualTo("length");
  }

  @Test
  void errorsBecomeFailuresOfTheirKind() throws Exception {
    TestFiles.source(folder, "requests.jsonl", Samples.BATCH_REQUESTS);
    assertThat(answers(Samples.BATCH_ANSWERS).get(2).trial().answer(Side.A).orElseThrow().failure())
        .isInstanceOf(Failure.TimedOut.class);
    assertThat(
            answers(Samples.BATCH_OTHER_ANSWERS)
                .getFirst()
                .trial()
                .answer(Side.A)
                .orElseThrow()
                .failure())
        .isInstanceOf(Failure.RateLimited.class)
        .extracting(Failure::message)
        .isEqualTo("Slow down.");
  }

  @Test
  void twoFilesOfAnswersAreTwoSides() throws Exception {
    Imported imported =
        reader.read(
            List.of(
                TestFiles.source(folder, "one.jsonl", Samples.BATCH_ANSWERS),
                TestFiles.source(folder, "two.jsonl", Samples.BATCH_OTHER_ANSWERS),
                TestFiles.source(folder, "requests.jsonl", Samples.BATCH_REQUESTS)));
    assertThat(imported.sessions()).hasSize(1);
    Whole second = imported.sessions().getFirst().trials().get(1);
    assertThat(second.trial().answer(Side.A).orElseThrow().text()).isEqualTo("A \u732b.");
    assertThat(second.trial().answer(Side.B).orElseThrow().text()).isEqualTo("A dog.");
  }

  @Test
  void answersWithoutRequestsSayWhatIsMissing() {
    assertThatThrownBy(
            () -> reader.read(TestFiles.source(folder, "answers.jsonl", Samples.BATCH_ANSWERS)))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("answers.jsonl holds answers but not what was asked");
  }

  @Test
  void namesThePlaceOfWhatIsWrong() {
    assertThatThrownBy(() ->
            reader.read(
                TestFiles.source(
                    folder,
                    "wrong.jsonl",
                    "{\"custom_id\":\"a\",\"body\":{\"messages\":[{\"role\":\"user\",\"content\":4}]}}")))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("body.messages[0].content in line 1 of wrong.jsonl must be text");
  }

  @Test
  void requestsReadAsThePromptsTheyWereWrittenFrom() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      SavedSession session = new RandomComparisons(seed, seed % 2 == 0).next();
      List<String> expected = new ArrayList<>();
      for (Whole whole : session.trials()) {
        if (whole.trial().parent() == null) {
          Answer answer = whole.trial().answer(Side.A).orElseThrow();
          expected.add(
              Leftovers.system(answer.request().messages()).orElse("")
                  + "\n> "
                  + whole.trial().prompt());
        }
      }
      Imported imported = TestFiles.again(writer, reader, folder, session);
      List<String> prompts = new ArrayList<>();
      for (Prompt prompt : imported.prompts()) {
        Blanks.Filled filled = Blanks.of(prompt).fill(Map.of());
        prompts.add(filled.system() + "\n> " + filled.text());
      }
      assertThat(prompts).as("seed %d", seed).isEqualTo(expected.stream().distinct().toList());
    }
  }

  @Test
  void requestsAndTheirAnswersAreTheSessionAgain() throws Exception {
    Set<Part> parts = EnumSet.copyOf(BatchWriter.KEPT);
    parts.addAll(
        Set.of(Part.ANSWERS, Part.REASONING, Part.USAGE, Part.FINISH_REASON, Part.FAILURES));
    Kept kept = new Kept(parts);
    for (long seed = 0; seed < 300; seed++) {
      SavedSession session =
          Changed.withoutParts(new RandomComparisons(seed, seed % 2 == 0).next());
      if (session.trials().isEmpty()) {
        continue;
      }
      Source requests =
          TestFiles.source(folder, "requests.jsonl", TestFiles.written(writer, session));
      Source answers =
          TestFiles.source(folder, "answers.jsonl", answersTo(session, new Random(seed)));
      List<SavedSession> again = reader.read(List.of(answers, requests)).sessions();
      assertThat(kept.trials(again.getFirst())).as("seed %d", seed).isEqualTo(kept.trials(session));
    }
  }

  @Test
  void theFolderHoldsAFileForEachModel() throws Exception {
    SavedSession session = new RandomComparisons(8, false).next();
    writer.write(List.of(session), folder.resolve("batch"));
    for (String side : List.of("a", "b")) {
      String text = Files.readString(folder.resolve("batch/requests-" + side + ".jsonl"));
      assertThat(text.lines().map(line -> modelOf(line)).distinct()).hasSize(1);
      assertThat(text.lines()).hasSize(session.trials().size());
    }
  }

  private static String modelOf(String line) {
    return Json.mapper().readTree(line).path("body").path("model").asString();
  }

  private List<Whole> answers(String text) throws IOException, ExchangeException {
    return reader
        .read(TestFiles.source(folder, "answers.jsonl", text))
        .sessions()
        .getFirst()
        .trials();
  }

  /** What a batch would give back, in another order. */
  private static String answersTo(SavedSession session, Random random) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Whole whole : session.trials()) {
      number++;
      for (Map.Entry<Side, Answer> side : whole.trial().answers().entrySet()) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("id", "batch_req_" + lines.size()).put("custom_id", number + "-" + side.getKey());
        answerTo(line, side.getValue(), random.nextBoolean());
        lines.add(line.toString());
      }
    }
    Collections.shuffle(lines, random);
    return String.join("\n", lines);
  }

  private static void answerTo(ObjectNode line, Answer answer, boolean packed) {
    if (answer.failure() != null) {
      line.putNull("response");
      line.putObject("error")
          .put("code", answer.failure().kind())
          .put("message", answer.failure().message());
      return;
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("model", answer.model());
    ObjectNode choice = body.putArray("choices").addObject();
    choice
        .putObject("message")
        .put("content", answer.text())
        .put("reasoning_content", answer.reasoning());
    choice.put("finish_reason", TestFiles.reason(answer));
    Leftovers.counted(answer)
        .ifPresent(usage -> {
          ObjectNode counts = body.putObject("usage");
          counts.put("prompt_tokens", usage.inputTokens());
          counts.put("completion_tokens", usage.outputTokens());
          counts
              .putObject("completion_tokens_details")
              .put("reasoning_tokens", usage.reasoningTokens());
          counts.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        });
    ObjectNode response = line.putObject("response").put("status_code", 200);
    if (packed) {
      response.put("body", body.toString());
    } else {
      response.set("body", body);
    }
    line.putNull("error");
  }
}
