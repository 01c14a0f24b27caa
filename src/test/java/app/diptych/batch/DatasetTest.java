package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every format becomes rows; what is wrong with a row harms no other. */
@Timeout(120)
class DatasetTest {
  private static final Sampling PLAIN = Sampling.providerDefaults();

  @TempDir Path home;

  @Test
  void columnsBecomeVariablesOfTheTemplates() throws Exception {
    Dataset csv = file("a.csv", "\uFEFFid,word,tags\n1,\"a, b\",\"x; y\"\n\n2,\"two\nlines\",\n");
    assertThat(csv.kind()).isEqualTo("CSV");
    assertThat(asked(csv, plan(Prompting.of("Be brief.", "Say {{word}}"))))
        .containsExactly("Be brief.|Say a, b", "Be brief.|Say two\nlines");
    assertThat(csv.preview(1).getFirst().tags()).containsExactly("x", "y");
    assertThat(csv.preview(5)).extracting(DatasetRow::id).containsExactly("1", "2");
  }

  @Test
  void rowsThatAskByThemselvesNeedNoTemplate() throws Exception {
    assertThat(asked(file("p.jsonl", "{\"prompt\": \"Why {{x}}?\", \"system\": \"s\"}"), plan()))
        .containsExactly("s|Why {{x}}?");
    assertThat(asked(mtBench(), plan())).containsExactly("First?");
    assertThat(mtBench().preview(1).getFirst())
        .satisfies(row -> assertThat(row.id()).isEqualTo("81"))
        .satisfies(row -> assertThat(row.tags()).containsExactly("writing"));
    assertThat(
            asked(
                file(
                    "a.jsonl",
                    "{\"uid\": \"u1\", \"category\": \"hard\", \"prompt\": \"Prove it.\"}"),
                plan()))
        .containsExactly("Prove it.");
    Dataset batch =
        file(
            "b.jsonl",
            "{\"custom_id\": \"c\", \"method\": \"POST\", \"url\": \"/v1/chat/completions\", \"body\": {\"messages\": [{\"role\": \"system\", \"content\": \"s\"}, {\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"hi\"}]}]}}");
    assertThat(batch.kind()).contains("OpenAI batch");
    assertThat(asked(batch, plan())).containsExactly("s|hi");
    assertThat(
            asked(
                file(
                    "e.jsonl",
                    "{\"input\": [{\"role\": \"user\", \"content\": \"2+2\"}], \"ideal\": \"4\"}"),
                plan()))
        .containsExactly("2+2");
    assertThat(
            asked(
                file("i.jsonl", "{\"item\": {\"question\": \"2+3\", \"answer\": \"5\"}}"), plan()))
        .containsExactly("2+3");
  }

  private Dataset mtBench() throws Exception {
    return file(
        "q.jsonl",
        "{\"question_id\": 81, \"category\": \"writing\", \"turns\": [\"First?\", \"Then?\"]}");
  }

  @Test
  void promptfooBringsItsPromptsTestsAndChecks() throws Exception {
    Dataset config =
        file(
            "promptfooconfig.yaml",
            """
            prompts:
              - "Translate {{ text }} to {{lang}}"
              - "Say {{text}} in {{lang}}"
            providers: [openai:gpt-4.1]
            defaultTest:
              vars: {lang: French}
              assert: [{type: word-count, value: {min: 1}}]
            tests:
              - vars: {text: [hello, bye]}
                assert: [{type: icontains, value: "{{lang}}"}, {type: llm-rubric, value: kind}]
            """);
    assertThat(asked(config, plan()))
        .containsExactly(
            "Translate hello to French",
            "Say hello in French",
            "Translate bye to French",
            "Say bye in French");
    assertThat(config.preview(1).getFirst().checks().checks())
        .extracting(check -> check.name())
        .containsExactly("word-count", "icontains");
    assertThat(config.leftOut()).containsExactly("llm-rubric");
    Dataset table = file("t.csv", "text,__expected\nhello,icontains: bonjour\nbye,Au revoir\n");
    assertThat(table.preview(2))
        .extracting(row -> row.checks().checks().getFirst().name())
        .containsExactly("icontains", "equals");
    assertThat(table.preview(1).getFirst().variables()).containsOnlyKeys("text");
  }

  @Test
  void promptsOfTheLibraryAreRows() throws Exception {
    Dataset library =
        PromptDataset.of(
            "library:", List.of(Prompt.of("1", "A", "Hello"), Prompt.of("2", "B", "Hi {{name}}")));
    assertThat(items(library, plan()))
        .extracting(item -> item.problem() == null)
        .containsExactly(true, false);
    assertThatThrownBy(() -> PromptDataset.of("library:x", List.of()))
        .isInstanceOf(DatasetException.class);
  }

  @Test
  void everyRowIsAskedWithEveryPromptAndSettingSoManyTimes() throws Exception {
    Dataset csv = file("a.csv", "w\n1\n2\n3\n");
    BatchPlan plan =
        plan(
            2,
            null,
            List.of(PLAIN, new Sampling(0.5, null, null, 7L, List.of())),
            Prompting.of("", "a {{w}}"),
            Prompting.of("", "b {{w}}"));
    List<Item> items = items(csv, plan);
    assertThat(items).hasSize(3 * 2 * 2 * 2).extracting(Item::number).doesNotHaveDuplicates();
    assertThat(plan.perRow(csv)).isEqualTo(8);
    // The same seed would give the same answer once more.
    assertThat(items.stream().map(item -> item.sampling().seed()).distinct())
        .containsExactlyInAnyOrder(null, 7L, 8L);
    BatchPlan mixed = plan(2, 5L, plan.samplings(), plan.prompts().toArray(Prompting[]::new));
    assertThat(numbers(csv, mixed))
        .isEqualTo(numbers(csv, mixed))
        .isNotEqualTo(numbers(csv, plan))
        .containsExactlyInAnyOrderElementsOf(numbers(csv, plan));
    assertThat(mixed.key(csv)).isNotEqualTo(plan.key(csv));
    assertThat(plan.key(file("b.csv", "w\n1\n2\n4\n"))).isNotEqualTo(plan.key(csv));
  }

  @Test
  void aBrokenRowIsMarkedAndTheNextOnesGoOn() throws Exception {
    Path mixed = home.resolve("mixed.jsonl");
    try (OutputStream out = Files.newOutputStream(mixed)) {
      out.write("{\"id\": \"a\", \"prompt\": \"one\"}\n".getBytes(StandardCharsets.UTF_8));
      out.write(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}', '\n'});
      out.write(
          "{broken\n[1]\n\n{\"id\": \"a\", \"prompt\": \"two\"}\n"
              .getBytes(StandardCharsets.UTF_8));
      out.write(
          "{\"id\": \"b\", \"prompt\": \" \"}\n{\"prompt\": \"three\"}\r\n"
              .getBytes(StandardCharsets.UTF_8));
      out.write(
          ("{\"prompt\": \"" + "x".repeat(TextLines.LONGEST) + "\"}\n")
              .getBytes(StandardCharsets.UTF_8));
      out.write("{\"prompt\": \"four\"}".getBytes(StandardCharsets.UTF_8));
    }
    List<Item> items = items(Dataset.of(mixed), plan());
    assertThat(items)
        .extracting(item -> item.problem() == null)
        .containsExactly(true, false, false, false, false, false, true, false, true);
    assertThat(items)
        .extracting(Item::problem)
        .filteredOn(problem -> problem != null)
        .satisfiesExactly(
            problem -> assertThat(problem).contains("UTF-8"),
            problem -> assertThat(problem).contains("no JSON"),
            problem -> assertThat(problem).contains("no JSON object"),
            problem -> assertThat(problem).contains("id a"),
            problem -> assertThat(problem).contains("asks nothing"),
            problem -> assertThat(problem).contains("16 MB"));
    Dataset table = file("t.csv", "w,v\n1,2\n1,2,3\n3,4\n");
    assertThat(items(table, plan(Prompting.of("", "{{w}} {{missing}}"))))
        .allSatisfy(item -> assertThat(item.problem()).isNotNull());
    assertThat(items(table, plan(Prompting.of("", "{{w}}"))))
        .extracting(item -> item.problem() == null)
        .containsExactly(true, false, true);
  }

  @Test
  void whatIsNoDataSetIsToldInOneSentence() throws Exception {
    for (Map.Entry<String, String> bad :
        Map.of(
                "empty.jsonl", "",
                "blank.csv", "\n \n",
                "header.csv", "a,b\n",
                "list.json", "[{\"a\": 1}]",
                "binary.csv", "a\0b",
                "config.yaml", "prompts: [x]\ntests: file://t.csv\n")
            .entrySet()) {
      assertThatThrownBy(() -> file(bad.getKey(), bad.getValue()))
          .as(bad.getKey())
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining(bad.getKey());
    }
    assertThatThrownBy(() -> Dataset.of(home)).hasMessageContaining("no file");
    assertThatThrownBy(() -> Dataset.of(home.resolve("none")))
        .hasMessageContaining("There is no file");
  }

  @Test
  void aLargeFileIsReadWithoutHoldingIt() throws Exception {
    Path large = home.resolve("large.jsonl");
    String filler = "x".repeat(2_000);
    try (var out = Files.newBufferedWriter(large)) {
      for (int i = 0; i < 20_000; i++) {
        out.write("{\"id\": " + i + ", \"prompt\": \"" + i + filler + "\"}\n");
      }
    }
    Dataset dataset = Dataset.of(large);
    BatchEstimate estimate = BatchEstimate.of(plan(), dataset, Map.of());
    assertThat(estimate.rows()).isEqualTo(20_000);
    assertThat(estimate.broken()).isZero();
    assertThat(estimate.inputTokens()).isGreaterThan(1_000_000);
  }

  private Dataset file(String name, String text) throws IOException, DatasetException {
    Path file = home.resolve(name);
    Files.writeString(file, text);
    return Dataset.of(file);
  }

  private static List<String> asked(Dataset dataset, BatchPlan plan) throws Exception {
    List<String> all = new ArrayList<>();
    for (Item item : items(dataset, plan)) {
      assertThat(item.problem()).isNull();
      assertThat(item.messages().getLast().role()).isEqualTo(Role.USER);
      all.add(String.join("|", item.messages().stream().map(Message::content).toList()));
    }
    return all;
  }

  private static List<Long> numbers(Dataset dataset, BatchPlan plan) throws Exception {
    return items(dataset, plan).stream().map(Item::number).toList();
  }

  private static List<Item> items(Dataset dataset, BatchPlan plan) throws Exception {
    List<Item> all = new ArrayList<>();
    try (Items items = new Items(plan, dataset)) {
      for (Item item = items.next(); item != null; item = items.next()) {
        all.add(item);
      }
    }
    return all;
  }

  static BatchPlan plan(Prompting... prompts) {
    return plan(1, null, List.of(PLAIN), prompts);
  }

  static BatchPlan plan(
      int repeat, @Nullable Long order, List<Sampling> samplings, Prompting... prompts) {
    return new BatchPlan(
        "a", "b", List.of(prompts), "", samplings, repeat, order, CheckList.NONE, "");
  }
}
