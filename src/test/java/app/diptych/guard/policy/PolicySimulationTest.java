package app.diptych.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.guard.policy.SimulatedStep.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PolicySimulationTest {
  private static final String HEADER = "at,gateway,ttft_ms,e2e_ms,outcome,retry_after_s\n";

  @TempDir Path folder;

  private List<RecordedCall> calls(String table) throws Exception {
    return CallsCsv.read(Files.writeString(folder.resolve("calls.csv"), table));
  }

  private SimulationResult run(String rows) throws Exception {
    return PolicySimulation.run(Policies.read(Policies.AS_IT_STANDS), calls(HEADER + rows));
  }

  /** One line for each second, in order; f fails, o is fine, s is slow. */
  private static String rows(String outcomes) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < outcomes.length(); i++) {
      rows.append(i * 10)
          .append(
              switch (outcomes.charAt(i)) {
                case 'f' -> ",HolySheep,,50,503\n";
                case 's' -> ",HolySheep,2500,3000,ok\n";
                default -> ",HolySheep,100,900,ok\n";
              });
    }
    return rows.toString();
  }

  @Test
  void tellsTheCallOfEveryTripTrialAndRecovery() throws Exception {
    // Calls 3 to 5 fail; 6 to 10 are diverted for 60 s; 11 comes after 60 s but before the
    // cooldown.
    SimulationResult result = run(rows("oofff" + "ooooooo" + "oo"));

    assertThat(result.steps())
        .extracting(SimulatedStep::kind)
        .containsExactly(Kind.TRIP, Kind.TRIAL, Kind.RECOVERY);
    assertThat(result.steps()).extracting(SimulatedStep::call).containsExactly(5, 12, 12);
    assertThat(result.diverted()).isEqualTo(6);
    assertThat(result.steps().getFirst().why())
        .isEqualTo("3 calls in a row failed, the last: it was answered with HTTP 503.");
    assertThat(result.withoutEvidence()).isEqualTo(1);
    assertThat(result.firstWithoutEvidence()).isEqualTo(3);
  }

  @Test
  void callsATripSoonAfterARecoveryAFlap() throws Exception {
    SimulationResult result = run(rows("fff" + "ooooooo" + "fff" + "oo"));

    assertThat(result.count(Kind.TRIP)).isEqualTo(1);
    assertThat(result.count(Kind.FLAP)).isEqualTo(1);
    assertThat(result.steps().getLast().call()).isEqualTo(13);
  }

  @Test
  void tripsOnSlownessAndTellsTheFallbacksOwnTrips() throws Exception {
    SimulationResult slow = run(rows("o".repeat(17) + "sss"));
    assertThat(slow.steps()).extracting(SimulatedStep::call).containsExactly(20);

    SimulationResult both =
        run(rows("oo") + "100,openai,,10,500\n101,openai,,10,500\n102,openai,,10,500\n");
    assertThat(both.steps()).extracting(SimulatedStep::gateway).containsExactly("openai");
    assertThat(both.fallbackCalls()).isEqualTo(3);
  }

  @Test
  void restsAsLongAsTheTableSays() throws Exception {
    SimulationResult result =
        run("0,holy_sheep,,10,429,30\n20,holy_sheep,100,900,ok,\n31,holy_sheep,100,900,ok,\n");

    assertThat(result.steps())
        .extracting(SimulatedStep::kind)
        .containsExactly(Kind.REST, Kind.RESUME);
    assertThat(result.diverted()).isEqualTo(1);
  }

  @Test
  void readsTimesOfDayAndSortsThem() throws Exception {
    List<RecordedCall> calls =
        calls(
            "gateway,outcome,at,more\nb,OK,2026-11-26T11:00:00+01:00,x\n\na,timed_out,2026-11-26T09:59:59Z,\n");

    assertThat(calls).extracting(RecordedCall::gateway).containsExactly("a", "b");
    assertThat(calls).extracting(RecordedCall::number).containsExactly(2, 1);
    assertThat(calls.getFirst().failure()).isInstanceOf(Failure.TimedOut.class);
  }

  @Test
  void triesTheSampleTable() throws Exception {
    List<RecordedCall> sample = CallsCsv.read(Path.of("assets/policies/sample-calls.csv"));
    SimulationResult result = PolicySimulation.run(PolicyReader.read(Policies.PLAYBOOK), sample);

    assertThat(result.count(Kind.TRIP)).isEqualTo(1);
    assertThat(result.count(Kind.FLAP)).isEqualTo(2);
    assertThat(result.count(Kind.RECOVERY)).isEqualTo(3);
    assertThat(result.firstWithoutEvidence()).isLessThan(result.steps().getFirst().call());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at,gateway | calls.csv has no column \"outcome\"",
        "at,gateway,outcome | calls.csv has no calls",
        "at,gateway,outcome;soon,a,ok | calls.csv, call 1: at must be a time such as",
        "at,gateway,outcome;1,a,fair | calls.csv, call 1: \"fair\" is no outcome",
        "at,gateway,outcome,ttft_ms;1,a,ok,-3 | calls.csv, call 1: ttft_ms must be a number",
      })
  void saysWhatIsWrongWithATable(String table, String sentence) {
    assertThatThrownBy(() -> calls(table.replace(';', '\n')))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void saysWhenNoCallIsOfThePrimaryGateway() {
    assertThatThrownBy(() -> run("1,groq,1,2,ok\n"))
        .hasMessage("None of the 1 calls is of holy_sheep, the primary gateway; they are of groq.");
  }

  @Test
  void refusesCallsThatLieTooFarApart() {
    assertThatThrownBy(
            () -> run("1,holy_sheep,1,2,ok\n+999999999-12-31T00:00:00Z,holy_sheep,1,2,ok\n"))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void refusesACellWithoutEnd() {
    assertThatThrownBy(() -> calls(HEADER + "1,\"" + "x".repeat(100_000)))
        .isInstanceOf(PolicyException.class);
  }
}
