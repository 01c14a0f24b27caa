package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.timing.NanoClock;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a tariff and a machine that tells its power to the cost of an answer. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
class LocalEnergyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @Test
  void keepsATariffAndTakesItAway() throws Exception {
    assertThat(line().run("prices", "tariff").out()).startsWith("No tariff:");
    var set =
        line()
            .run(
                "prices",
                "tariff",
                "--per-kwh",
                "0.30",
                "--currency",
                "eur",
                "--hardware-per-hour",
                "0.05",
                "--source",
                "my bill",
                "--date",
                "2026-11-01");
    assertThat(set.exit()).isZero();
    assertThat(set.out())
        .isEqualTo("0.3 EUR per kWh + 0.05 EUR per hour of hardware (my bill, 2026-11-01)\n");
    JsonNode kept = JSON.readTree(line().run("prices", "tariff", "--json").out());
    assertThat(kept.path("perKwh").asString()).isEqualTo("0.3");
    assertThat(Files.readString(home.resolve("settings.json"))).contains("\"tariff\"");
    assertThat(line().run("prices", "tariff", "--clear").out()).startsWith("No tariff:");
    assertThat(Files.readString(home.resolve("settings.json"))).doesNotContain("tariff");
  }

  @Test
  void refusesATariffThatCannotBeMeant() {
    String[][] wrong = {
      {"--per-kwh", "cheap", "--currency", "EUR"},
      {"--per-kwh", "-1", "--currency", "EUR"},
      {"--per-kwh", "0.3"},
      {"--per-kwh", "0.3", "--currency", "Euro"},
      {"--per-kwh", "0.3", "--currency", "EUR", "--date", "2999-01-01"},
      {"--currency", "EUR"},
      {"--clear", "--per-kwh", "0.3", "--currency", "EUR"}
    };
    for (String[] options : wrong) {
      String[] command = new String[options.length + 2];
      command[0] = "prices";
      command[1] = "tariff";
      System.arraycopy(options, 0, command, 2, options.length);
      var refused = line().run(command);
      assertThat(refused.exit()).as(String.join(" ", options)).isEqualTo(2);
      assertThat(refused.err().lines()).hasSize(1);
    }
    assertThat(home.resolve("settings.json")).doesNotExist();
  }

  @Test
  void anAnswerTellsWhatItDrewAndCost() throws Exception {
    card();
    assertThat(line().run("prices", "tariff", "--per-kwh", "0.36", "--currency", "USD").exit())
        .isZero();
    try (RehearsalGateway gateway =
        RehearsalGateway.open(
            0, RehearsalPlan.USUAL, Thread.ofVirtual().factory(), NanoClock.system(), _ -> {})) {
      JsonNode sides =
          measured("demo/small", "gw/rehearsal/length", "--gateway", "gw=" + gateway.url());
      JsonNode here = sides.path("A");
      assertThat(here.at("/energy/source").asString()).contains("GPU 0 NVIDIA L4");
      assertThat(here.at("/energy/together").asBoolean(true)).isFalse();
      BigDecimal joules = here.at("/energy/joules").decimalValue();
      assertThat(joules).isPositive();
      assertThat(here.at("/energy/perOutputTokenMillijoules").decimalValue()).isPositive();
      assertThat(here.at("/cost/state").asString()).isEqualTo("local");
      assertThat(new BigDecimal(here.at("/cost/amount").asString()))
          .as("a ten-millionth of a dollar for each joule")
          .isEqualByComparingTo(joules.movePointLeft(7));
      assertThat(sides.at("/B/energy").isMissingNode()).isTrue();
    }
    JsonNode both = measured("demo/small", "demo/base");
    assertThat(both.at("/A/energy/together").asBoolean(false)).isTrue();
    assertThat(both.at("/B/energy/perOutputTokenMillijoules").isNumber()).isFalse();
    assertThat(both.at("/A/cost/amount").isNull()).isTrue();
  }

  @Test
  void theDoctorNamesTheSourcesOrSaysThatThereIsNone() throws Exception {
    assertThat(energy().path("level").asString()).isIn("optional", "ok");
    card();
    JsonNode found = energy();
    assertThat(found.path("level").asString()).isEqualTo("ok");
    assertThat(found.path("found").asString())
        .contains("nvidia-smi: GPU 0 NVIDIA L4: 60.0 W, 93 % busy");
  }

  private JsonNode energy() {
    for (JsonNode finding : JSON.readTree(line().run("doctor", "--json").out())) {
      if (finding.path("subject").asString().equals("Energy")) {
        return finding;
      }
    }
    throw new AssertionError("No word about energy");
  }

  /** Again until it was measured: a machine that takes seconds for a small program cannot. */
  private JsonNode measured(String a, String b, String... more) {
    while (true) {
      JsonNode sides = compare(a, b, more);
      if (sides.at("/A/energy").isObject()) {
        return sides;
      }
    }
  }

  private JsonNode compare(String a, String b, String... more) {
    String[] command = new String[more.length + 10];
    String[] first = {"compare", "-p", "Hello", "--a", a, "--b", b, "--max-tokens", "20", "--json"};
    System.arraycopy(first, 0, command, 0, first.length);
    System.arraycopy(more, 0, command, first.length, more.length);
    var result = line().run(command);
    assertThat(result.exit()).as(result.err()).isZero();
    return JSON.readTree(result.out()).path("sides");
  }

  /** A program that tells of a card of 60 watts. */
  private void card() throws Exception {
    Path program =
        Files.writeString(
            Files.createDirectories(home.resolve("bin")).resolve("nvidia-smi"),
            "#!/bin/sh\necho '0, NVIDIA L4, 60.00, 93, 51, 2048, 23034, [N/A]'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of("PATH", home.resolve("bin").toString()));
  }
}
