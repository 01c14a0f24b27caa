package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Origin;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A benchmark sheet of what was recorded, on the command line. */
@Timeout(60)
class BenchmarkCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** When the trial of a {@link RecordedHome} was. */
  private static final Instant SENT = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path home;

  @Test
  void computesTheSheetFromRecordedTrials() throws Exception {
    record();
    var text = line().run("benchmark");
    assertThat(text.exit()).as(text.err()).isZero();
    assertThat(text.out()).contains("| E2E, mean, ms |").contains("needs 100 answers, has 1");
    JsonNode models = JSON.readTree(line().run("benchmark", "--json").out()).path("models");
    assertThat(models.size()).isEqualTo(1);
    assertThat(models.get(0).path("rows").path("ttft").path("value").asDouble()).isEqualTo(5);
    assertThat(line().run("benchmark", "First", "--format", "csv").out())
        .startsWith("model,metric,unit");
  }

  /** The recorded trial is of noon. */
  @Test
  void takesOnlyRequestsOfTheHoursThatAreAskedFor() throws Exception {
    record();
    assertThat(line().run("benchmark", "--hours", "11-13").out())
        .contains("Only requests sent in 11:00-13:00 UTC.");
    assertThat(line().run("benchmark", "--by", "model", "--hours", "11-13").out())
        .contains("Only requests sent in 11:00-13:00 UTC.");
    var none = line().run("benchmark", "--hours", "8-10");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("No recorded answer fits.");
    assertThat(line().run("benchmark", "--hours", "mornings").err())
        .contains("\"mornings\" is no part of a day such as 8-10");
  }

  /** 11 tokens for 0.00055 CNY are 50 CNY a million; at 0.14 these are 7 USD. */
  @Test
  void tellsCostsInTwoCurrenciesInOneAtTheRateThatWasGiven() throws Exception {
    RecordedHome.with(
        home,
        "Two",
        Map.of(
            Side.A, charged("gw/a", "0.00011", "USD"), Side.B, charged("gw/b", "0.00055", "CNY")));
    assertThat(line().run("benchmark").out())
        .contains("| 10.0 USD, n 1 | 50.0 CNY, n 1 |")
        .contains("There is no rate between CNY and USD, so costs in CNY are not compared")
        .contains("diptych prices rate CNY USD RATE --source WHO");
    assertThat(line().run("prices", "rate", "CNY", "USD", "0.14", "--source", "ECB").exit())
        .isZero();
    assertThat(line().run("benchmark").out())
        .contains("| 10.0 USD, n 1 | 50.0 CNY, about 7.00 USD, n 1 |")
        .contains("are converted at 1 CNY = 0.14 USD (ECB, ");
    JsonNode models = JSON.readTree(line().run("benchmark", "--json").out()).path("models");
    JsonNode cost = models.get(1).path("rows").path("cost");
    assertThat(cost.path("shown").asString()).isEqualTo("50.0 CNY");
    assertThat(cost.path("about").path("amount").asString()).isEqualTo("7");
  }

  private static RecordedAnswer charged(String model, String amount, String currency) {
    RecordedAnswer made =
        Recordings.finished(
            List.of(Recordings.text(5, "Light "), Recordings.text(25, "scatters.")));
    Answer answer = made.answer();
    return new RecordedAnswer(
        made.session(),
        made.number(),
        made.side(),
        made.at(),
        made.contended(),
        new Answer(
            model,
            false,
            answer.request().of(model.substring("gw/".length())),
            answer.state(),
            new Origin(model, null, null, null, null, null),
            answer.text(),
            answer.reasoning(),
            answer.usage(),
            answer.finishReason(),
            answer.failure(),
            answer.timeline(),
            answer.preparation(),
            answer.delivery(),
            new Cost.Known(Money.of(amount, currency), false)),
        made.pieces());
  }

  @Test
  void countsGoodRequestsAgainstLimits() throws Exception {
    record();
    var met = line().run("benchmark", "--good", "TTFT=5", "--json");
    JsonNode rows = JSON.readTree(met.out()).path("models").get(0).path("rows");
    assertThat(rows.path("good").path("value").asDouble()).isEqualTo(100);
    assertThat(line().run("benchmark", "--good", "ttft=4.9").out())
        .contains("| Good requests, % | 0 ");
    var wrong = line().run("benchmark", "--good", "speed=1");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("\"speed\" is no metric of one answer. There are: TTFT,");
  }

  @Test
  void writesAllMetricsOfOtherGroups() throws Exception {
    record();
    var sessions = line().run("benchmark", "--by", "session");
    assertThat(sessions.exit()).as(sessions.err()).isZero();
    assertThat(sessions.out())
        .startsWith("All metrics by session.")
        .contains("**First** (")
        .contains("| TTFT, ms | 1 | 5.00 | \u2013 (needs 2, has 1) |");
    ZoneId zone = ZoneId.systemDefault();
    assertThat(line().run("benchmark", "--by", "HOUR", "--format", "csv").out())
        .startsWith(
            "by,group,title,metric,unit,samples,estimated,value,low,high,at_least,"
                + "mean,deviation,p50,p90,p95,p99,note")
        .contains(
            "hour in %s,%02d:00,,TTFT,ms,1,0,,,,,5.0,"
                .formatted(zone.getId(), SENT.atZone(zone).getHour()));
    JsonNode models = JSON.readTree(line().run("benchmark", "--by", "model", "--json").out());
    assertThat(models.path("by").asString()).isEqualTo("model");
    JsonNode ttft = models.path("groups").get(0).path("metrics").path("ttft");
    assertThat(ttft.path("mean").asDouble()).isEqualTo(5);
    assertThat(ttft.path("missing").path("p99").asString()).isEqualTo("needs 100, has 1");
    // Two deltas, at 5 and at 25 ms.
    assertThat(line().run("benchmark", "--by", "model").out())
        .contains("| ICL, ms | 1 | 20.0 | \u2013 (needs 2, has 1) |")
        .contains("The samples of ICL are the gaps between deltas");
    JsonNode icl = models.path("groups").get(0).path("metrics").path("icl");
    assertThat(icl.path("mean").asDouble()).isEqualTo(20);
    assertThat(icl.path("samples").asInt()).isEqualTo(1);
    Path file = home.resolve("gateways.csv");
    assertThat(
            line()
                .run("benchmark", "--by", "gateway", "--format", "csv", "--out", file.toString())
                .out())
        .isEqualTo("Wrote " + file + " from 1 answer.\n");
    assertThat(Files.readString(file)).contains("\r\ngateway,");
  }

  @Test
  void saysWhichGroupsThereAreNot() throws Exception {
    record();
    var colour = line().run("benchmark", "--by", "colour");
    assertThat(colour.exit()).isEqualTo(2);
    assertThat(colour.err())
        .contains("\"colour\" is nothing to group by.")
        .contains("session, model, gateway, tag, hour");
    var tag = line().run("benchmark", "--by", "tag");
    assertThat(tag.exit()).isEqualTo(2);
    assertThat(tag.err()).contains("No session of these answers has a tag.");
    var page = line().run("benchmark", "--by", "model", "--format", "html");
    assertThat(page.exit()).isEqualTo(2);
    assertThat(page.err()).contains("choose md, csv or json");
  }

  @Test
  void writesAFile() throws Exception {
    record();
    Path file = home.resolve("sheet.html");
    var written = line().run("benchmark", "--format", "html", "--out", file.toString());
    assertThat(written.out()).isEqualTo("Wrote " + file + " from 1 answer.\n");
    assertThat(Files.readString(file)).startsWith("<!doctype html>");
    Path nowhere = home.resolve("no").resolve("sheet.html");
    assertThat(line().run("benchmark", "--out", nowhere.toString()).exit()).isEqualTo(1);
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    assertThat(line().run("benchmark").exit()).isEqualTo(2);
    record();
    var model = line().run("benchmark", "--model", "gw/none");
    assertThat(model.exit()).isEqualTo(2);
    assertThat(model.err()).contains("No recorded answer of gw/none fits. There are some of: ");
    assertThat(line().run("benchmark", "nothing").exit()).isEqualTo(2);
    assertThat(line().run("benchmark", "--tag", "none").err()).contains("No recorded answer fits.");
    assertThat(line().run("benchmark", "--since", "yesterday").err())
        .contains("is no day such as 2026-11-26");
    assertThat(line().run("benchmark", "--since", "2026-11-25").exit()).isEqualTo(2);
    assertThat(line().run("benchmark", "--since", "2026-11-20").exit()).isZero();
    assertThat(line().run("benchmark", "--format", "pdf").exit()).isEqualTo(2);
  }

  private void record() throws Exception {
    RecordedHome.with(
        home,
        "First",
        Map.of(
            Side.A,
            Recordings.finished(
                List.of(Recordings.text(5, "Light "), Recordings.text(25, "scatters.")))));
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of());
  }
}
