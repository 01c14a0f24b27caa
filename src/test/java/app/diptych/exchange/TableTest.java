package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tables come and go, and no cell becomes a formula or another text on the way. */
@Timeout(120)
class TableTest {
  private static final List<TableColumn> MEASURED =
      List.of(
          TableColumn.TTFT_MS,
          TableColumn.TTFO_MS,
          TableColumn.E2E_MS,
          TableColumn.ITL_MS,
          TableColumn.OUTPUT_TOKENS_PER_SECOND,
          TableColumn.SESSION_ID,
          TableColumn.TRIAL);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"CSV", "TABLE_JSONL"})
  void givesBackEveryCellThatWasWritten(Format format) throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      List<SavedSession> sessions = List.of(new RandomSessions(seed).session());
      if (sessions.getFirst().trials().isEmpty()) {
        continue;
      }
      Path file = folder.resolve("table");
      Exchange.write(format, sessions, file, Redaction.NONE);
      Imported imported = Exchange.read(file);
      assertThat(imported.format()).isEqualTo(format);
      assertThat(rows(imported.sessions())).as("seed " + seed).isEqualTo(rows(sessions));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"CSV", "TABLE_JSONL"})
  void keepsTwoSessionsOfOneTitleApart(Format format) throws Exception {
    SavedSession one = Sample.PROMPTS.read();
    String title = one.summary().title();
    SavedSession other = one.copy("another", title, one.summary().createdAt());
    Path file = folder.resolve("table");
    Exchange.write(format, List.of(one, other), file, Redaction.NONE);
    Imported imported = Exchange.read(file);
    assertThat(imported.sessions())
        .extracting(session -> session.summary().title())
        .containsExactly(title, title);
    assertThat(imported.sessions())
        .allSatisfy(session -> assertThat(session.trials()).hasSameSizeAs(one.trials()));
  }

  @Test
  void everyCellSurvivesWhateverIsInIt() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      RandomSessions random = new RandomSessions(seed);
      List<List<String>> cells = new ArrayList<>();
      StringBuilder text =
          new StringBuilder(Csv.line(List.of("prompt", "answer", "model", "note")));
      for (int i = 0; i < 5; i++) {
        List<String> row = List.of("p" + random.text(5), random.text(6), "m" + i, random.text(4));
        cells.add(row);
        text.append(Csv.line(row));
      }
      Table table = read(text.toString());
      assertThat(table.rows().stream().map(row -> row.stream().map(Csv::arm).toList()))
          .as("seed " + seed)
          .containsExactlyElementsOf(cells);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "'=1",
        "''@x",
        "\uFF1D1",
        "=cmd|' /C calc'!A0"
      })
  void defusesWhatASpreadsheetWouldRun(String hostile) {
    String cell = Csv.defuse(hostile);
    assertThat(cell).startsWith("'");
    assertThat(Csv.arm(cell)).isEqualTo(hostile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "1", "a=b", "'quoted'", "", " =1", "x-y"})
  void leavesHarmlessCellsAsTheyAre(String harmless) {
    assertThat(Csv.defuse(harmless)).isEqualTo(harmless);
    assertThat(Csv.arm(harmless)).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prompt,answer_a,answer_b | Why?,Because.,So.",
        "prompt;answer_a;answer_b | Why?;Because.;So.",
        "Question\tResponse A\tResponse B | Why?\tBecause.\tSo.",
        "input_text,output_text_a,output_text_b | Why?,Because.,So.",
        "instruction,output_1,output_2 | Why?,Because.,So."
      })
  void readsTwoAnswerColumnsAsTwoSides(String header, String row) throws Exception {
    Imported imported = Exchange.read(file("t.csv", header.strip() + "\n" + row.strip() + "\n"));
    SavedTrial trial = trial(imported);
    assertThat(trial.prompt()).isEqualTo("Why?");
    assertThat(trial.answer(Side.A).orElseThrow().text()).isEqualTo("Because.");
    assertThat(trial.answer(Side.B).orElseThrow().text()).isEqualTo("So.");
    assertThat(imported.understood()).hasSize(3).allMatch(words -> words.startsWith("Column "));
  }

  @Test
  void readsModelsSystemVerdictsAndNotes() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                "t.csv",
                """
                prompt,system,model_a,answer_a,model_b,answer_b,winner,comment,length
                P,Be brief.,gpt-4o,A1,llama,B1,model_b,shorter,7
                Q,,gpt-4o,A2,llama,B2,tie (bothbad),,8
                R,,gpt-4o,A3,llama,B3,perhaps,,9
                """));
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials)
        .extracting(whole -> whole.trial().vote() == null ? null : whole.trial().vote().verdict())
        .containsExactly(Verdict.B, Verdict.BOTH_BAD, null);
    Answer answer = trials.getFirst().trial().answer(Side.B).orElseThrow();
    assertThat(answer.model()).isEqualTo("llama");
    assertThat(answer.request().messages())
        .containsExactly(Message.system("Be brief."), Message.user("P"));
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder("the column \u201clength\u201d", "verdicts in unknown words");
  }

  @Test
  void pairsRowsWithTheSamePromptFromTwoModels() throws Exception {
    Imported imported =
        Exchange.read(
            file("t.csv", "question,model,response\nP,m1,one\nQ,m1,two\nP,m2,three\nP,m3,four\n"));
    List<Whole> trials = imported.sessions().getFirst().trials();
    assertThat(trials).hasSize(3);
    assertThat(trials.getFirst().trial().answers().values())
        .extracting(Answer::text)
        .containsExactlyInAnyOrder("one", "three");
    assertThat(imported.sessions().getFirst().summary().models()).containsExactly("m1", "m2", "m3");
  }

  @Test
  void readsATableWithoutAnswersAsPrompts() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                "prompts.csv",
                "title,question,category\nSky,Why is the sky {{blue}}?,physics\n,\"Line 1\nLine 2\",\n"));
    assertThat(imported.sessions()).isEmpty();
    assertThat(imported.prompts())
        .extracting(Prompt::title)
        .containsExactly("Sky", "Line 1 Line 2");
    assertThat(imported.prompts().getFirst().tags()).containsExactly("physics");
    assertThat(Template.of(imported.prompts().getFirst().text()).names()).isEmpty();
  }

  @Test
  void readsJsonLinesTables() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                "t.txt",
                """
                {"prompt":"P","model":"m1","response":"one","score":1}
                not json
                {"prompt":"P","model":"m2","response":"two"}
                """));
    assertThat(imported.format()).isEqualTo(Format.TABLE_JSONL);
    assertThat(trial(imported).answers()).hasSize(2);
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactly("lines that are no JSON", "the column \u201cscore\u201d");
  }

  @Test
  void readsWhatExcelWrites() throws Exception {
    Imported imported =
        Exchange.read(
            file(
                "t.csv",
                "\uFEFFsep=;\r\nprompt;answer_a;answer_b\r\n\"a;b\";\"say \"\"x\"\"\";c\r\n;;\r\n"));
    SavedTrial trial = trial(imported);
    assertThat(trial.prompt()).isEqualTo("a;b");
    assertThat(trial.answer(Side.A).orElseThrow().text()).isEqualTo("say \"x\"");
  }

  @Test
  void refusesWithAWayOut() throws Exception {
    assertThatThrownBy(() -> Exchange.read(file("t.csv", "colour,size\nred,1\n")))
        .hasMessageContaining("No column of t.csv is a prompt")
        .hasMessageContaining("colour, size");
    Path latin =
        Files.write(
            folder.resolve("latin.csv"),
            "prompt,answer\ncaf\u00e9,oui\n".getBytes(Charset.forName("windows-1252")));
    assertThatThrownBy(() -> Exchange.read(latin)).hasMessageContaining("save it as UTF-8");
    assertThatThrownBy(() -> Exchange.read(file("x.csv", ""))).hasMessageContaining("empty");
    Path zip = Files.write(folder.resolve("t.xlsx"), new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
    assertThatThrownBy(() -> Exchange.read(zip)).hasMessageContaining("unpack");
    assertThatThrownBy(() -> Exchange.read(file("essay.txt", "Once upon a time, there was a fox.")))
        .hasMessageContaining("none of the formats");
    assertThatThrownBy(() -> Exchange.read(folder))
        .hasMessageContaining("is a folder without a file");
    assertThatThrownBy(() -> Exchange.read(folder.resolve("gone"))).hasMessageContaining("no file");
  }

  @Test
  void takesTheRowsBeforeATear() throws Exception {
    Imported imported = Exchange.read(file("t.csv", "prompt,answer_a,answer_b\nP,a,b\nQ,\"open"));
    assertThat(imported.sessions().getFirst().trials()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(imported.losses()).isNotEmpty();
  }

  @Test
  void boundsTheSizeOfATable() throws Exception {
    Path wide = file("w.csv", "prompt" + ",c".repeat(1_001) + "\n" + "x\n");
    assertThatThrownBy(() -> Exchange.read(wide)).hasMessageContaining("too large");
    Path tall = file("t.csv", "prompt,answer\n" + "p,a\n".repeat(100_001));
    assertThatThrownBy(() -> Exchange.read(tall)).hasMessageContaining("too large");
    StringBuilder sparse = new StringBuilder();
    for (int i = 0; i < 1_100; i++) {
      sparse.append("{\"prompt\":\"p\",\"c").append(i).append("\":1}\n");
    }
    Path json = file("s.jsonl", sparse.toString());
    assertThatThrownBy(() -> Exchange.read(json)).hasMessageContaining("too large");
    Path huge = folder.resolve("huge.csv");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.writeBytes("prompt,answer\n");
      file.setLength(4L << 30);
    }
    assertThatThrownBy(() -> Exchange.read(huge)).hasMessageContaining("4,096 MB");
  }

  @Test
  void survivesRandomDamage() throws Exception {
    for (Format format : List.of(Format.CSV, Format.TABLE_JSONL, Format.TRL)) {
      for (long seed = 0; seed < 150; seed++) {
        Random random = new Random(seed);
        Path file = folder.resolve("damaged");
        List<SavedSession> sessions = new RandomSessions(seed).sessions();
        if (Exchange.preview(format, sessions, Redaction.NONE).empty()) {
          continue;
        }
        Exchange.write(format, sessions, file, Redaction.NONE);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 1 + bytes.length / 200 && bytes.length > 0; i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(
            file, Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 4 + 1)));
        try {
          assertThat(Exchange.read(file, format).format()).isEqualTo(format);
        } catch (ExchangeException refused) {
          assertThat(refused.sentence()).as(format + " seed " + seed).endsWith(".");
        }
      }
    }
  }

  private static List<Map<TableColumn, JsonNode>> rows(List<SavedSession> sessions)
      throws IOException {
    List<Map<TableColumn, JsonNode>> rows = new ArrayList<>();
    new TableRows()
        .write(
            sessions,
            row -> {
              Map<TableColumn, JsonNode> carried = new EnumMap<>(row);
              MEASURED.forEach(carried::remove);
              // A side that was under way has ended.
              JsonNode none = JsonNodeFactory.instance.nullNode();
              boolean open =
                  none.equals(row.get(TableColumn.FINISH_REASON))
                      && none.equals(row.get(TableColumn.FAILURE));
              if (open) {
                carried.put(TableColumn.FAILURE, Json.mapper().valueToTree("Interrupted"));
                carried.put(
                    TableColumn.FAILURE_MESSAGE,
                    Json.mapper().valueToTree(new Failure.Interrupted().message()));
              }
              // Nothing and an empty text are the same cell, and a title has no spaces around it.
              carried.replaceAll(
                  (_, value) -> value.isNull() ? JsonNodeFactory.instance.stringNode("") : value);
              carried.computeIfPresent(
                  TableColumn.SESSION,
                  (_, title) -> JsonNodeFactory.instance.stringNode(title.asString("").strip()));
              rows.add(carried);
            });
    return rows;
  }

  private static SavedTrial trial(Imported imported) {
    return imported.sessions().getFirst().trials().getFirst().trial();
  }

  /** The cells of a CSV text, through the importer's own reader. */
  private Table read(String text) throws Exception {
    return CsvImporter.table(Source.of(file("cells.csv", text)), new Losses());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
