package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The decision report of the sample sessions. Written anew by ./mvnw -Psamples verify */
@Timeout(120)
class SampleReportTest {
  private static final Path FOLDER = Path.of("sessions");
  private static final Path FILE = FOLDER.resolve("sample-report.html");

  private static final String QUESTION =
      "Which of the two demonstration models is to be shown first? This is a sample: the answers are recorded, and the verdicts are an example that one of the makers of Diptych gave, with the names in sight.";

  @TempDir Path home;

  @Test
  void theSampleIsAReportOfTheSampleSessions() throws Exception {
    String sample = Files.readString(FILE);
    Path fresh = home.resolve("fresh.html");
    String said = write(fresh);
    String now = Files.readString(fresh);
    assertThat(said)
        .startsWith("Not yet: of 24 votes demo/small won 8 and demo/base 11. At least ");
    assertThat(text(sample, "class=\"strong\"")).isEqualTo(text(now, "class=\"strong\""));
    assertThat(text(sample, "id=\"sessions\"")).isEqualTo(text(now, "id=\"sessions\""));
    for (String table : List.of("quality-numbers", "report-checks-numbers", "votes", "costs")) {
      String id = "id=\"" + table + "\"";
      assertThat(text(sample, id)).as(table).isEqualTo(text(now, id));
    }
    assertThat(text(sample, "id=\"answers-b\"")).isEqualTo(text(now, "id=\"answers-b\""));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(FILE.toFile())
                .getElementsByTagName("section")
                .getLength())
        .isEqualTo(19);
  }

  @Test
  @Tag("samples")
  void writesTheSample() throws Exception {
    assertThat(write(FILE)).contains("Wrote " + FILE);
  }

  /** From there to the end of the paragraph or table. */
  private static String text(String page, String from) {
    int begin = page.indexOf(from);
    assertThat(begin).as(from).isPositive();
    int paragraph = page.indexOf("</p>", begin);
    int table = page.indexOf("</table>", begin);
    return page.substring(begin, from.startsWith("class") ? paragraph : table);
  }

  private String write(Path file) {
    TestCommandLine line = new TestCommandLine(home, Map.of());
    List<String> report = new ArrayList<>(List.of("report"));
    for (Sample sample : Sample.values()) {
      assertThat(line.run("sessions", "import", FOLDER.resolve(sample.file()).toString()).exit())
          .isZero();
    }
    report.addAll(List.of("Sample: all demonstration prompts", "Sample: a conversation"));
    report.addAll(
        List.of("--question", QUESTION, "--checks", FOLDER.resolve("demo-checks.yaml").toString()));
    report.addAll(List.of("--out", file.toString()));
    var result = line.run(report.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }
}
