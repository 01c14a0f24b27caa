package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.Tariff;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.session.AnswerJson;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an answer of a machine drew and cost, in bundles and workspaces. */
class LocalCostTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Energy ALONE =
      new Energy(12_345_678, Duration.ofMillis(410), "CPU package-0 (counter)", false);
  private static final Energy BOTH =
      new Energy(Long.MAX_VALUE, Duration.ofNanos(1), "GPU 0 (power, integrated)", true);

  @Test
  void travelsWithoutLoss() {
    for (Cost.Local cost :
        List.of(
            new Cost.Local(),
            Cost.Local.of(ALONE, null),
            Cost.Local.of(BOTH, tariff("0.05")),
            Cost.Local.of(ALONE, tariff(null)),
            Cost.Local.of(ALONE, tariff("0.05")))) {
      SideItem item = new SideItem("t", Side.A, answer(cost), Optional.empty(), List.of());
      JsonNode written = JSON.readTree(JSON.writeValueAsString(SideJson.write(item)));
      assertThat(SideJson.read(written).answer().cost()).isEqualTo(cost);
      JsonNode saved = JSON.readTree(AnswerJson.cost(cost).toString());
      assertThat(AnswerJson.cost(saved, true)).isEqualTo(cost);
    }
  }

  @Test
  void whatCannotBeReadWasNotMeasured() {
    ObjectNode cost = AnswerJson.cost(Cost.Local.of(ALONE, tariff("0.05")));
    String text = cost.toString();
    for (String[] change :
        new String[][] {
          {"12345678", "-1"},
          {"12345678", "1e400"},
          {"12345678", "\"many\""},
          {"410000000", "-5"},
          {"\"EUR\"", "\"Euro\""},
          {"\"together\":false", "\"together\":true"},
          {"\"electricity\":\"", "\"electricity\":\"-"}
        }) {
      String broken = text.replace(change[0], change[1]);
      assertThat(broken).isNotEqualTo(text);
      assertThat(AnswerJson.cost(JSON.readTree(broken), true))
          .as(broken)
          .isEqualTo(new Cost.Local());
    }
    assertThat(AnswerJson.cost(JSON.readTree("{\"state\":\"local\"}"), true))
        .as("older files")
        .isEqualTo(new Cost.Local());
    String noisy = text.replace("CPU package-0", "x".repeat(100_000));
    assertThat(((Cost.Local) AnswerJson.cost(JSON.readTree(noisy), true)).energy())
        .isNotNull()
        .satisfies(energy -> assertThat(energy.source()).hasSizeLessThanOrEqualTo(1000));
  }

  private static Tariff tariff(@Nullable String hardware) {
    return new Tariff(
        new BigDecimal("0.30"),
        "EUR",
        hardware == null ? null : new BigDecimal(hardware),
        "me",
        LocalDate.of(2026, 11, 26));
  }

  private static Answer answer(Cost cost) {
    return new Answer(
        "demo/small",
        true,
        new CompletionRequest("m", List.of(Message.user("Hi")), Sampling.providerDefaults()),
        SideState.FINISHED,
        null,
        "word",
        "",
        new Usage(3, 10, 0, 0, Usage.Source.COUNTED),
        FinishReason.STOP,
        null,
        Timeline.EMPTY,
        Duration.ZERO,
        Delivery.PLAIN,
        cost);
  }
}
