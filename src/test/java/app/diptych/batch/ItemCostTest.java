package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch says it cost is what its answers say. */
class ItemCostTest {
  private static final Cost ALL = new Cost.Known(Money.of("0.5", "USD"), false);
  private static final Cost LEAST =
      new Cost.Known(Money.of("0.000078", "USD"), false, "the usage is absurd");
  private static final Cost GUESSED = new Cost.Known(Money.of("0.25", "USD"), true);
  private static final Cost HERE =
      new Cost.Local(
          new Energy(3_600_000, Duration.ofSeconds(1), "test", false),
          new LocalCharge(Money.of("0.0003", "EUR"), Money.of("0.0001", "EUR")));

  private static final Cost PARTLY_HERE =
      new Cost.Local(
          new Energy(1, Duration.ofSeconds(1), "a card" + Energy.WITHOUT + "the processor", false),
          new LocalCharge(Money.of("0.0005", "EUR"), null));

  @TempDir Path home;

  private final NanoClock clock = NanoClock.system();
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private Workspace workspace;
  private SavedBatch batch;
  private long settled;

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(home.resolve("workspace.db"), Workspace.Role.OWNER, writer, clock);
    Path file = Files.writeString(home.resolve("rows.jsonl"), "{\"prompt\": \"row\"}\n");
    Dataset data = Dataset.of(file);
    BatchPlan plan =
        new BatchPlan(
            "a",
            "b",
            List.of(),
            "",
            List.of(Sampling.providerDefaults()),
            1,
            null,
            CheckList.NONE,
            "");
    batch = BatchStart.anew(workspace, plan, data, "Batch", Set.of(), clock.now());
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdownNow();
  }

  @Test
  void aSumOfItemsIsThatOfTheirAnswers() throws Exception {
    List<Cost> costs =
        List.of(
            ALL,
            LEAST,
            GUESSED,
            HERE,
            PARTLY_HERE,
            new Cost.Local(),
            new Cost.Unpriced("nobody knows"));
    CostTotal expected = CostTotal.NOTHING;
    for (Cost cost : costs) {
      settle(detail(cost));
      expected = expected.plus(cost);
    }
    assertThat(BatchSummary.of(workspace, batch).side(Side.A).cost()).isEqualTo(expected);
    BatchIndex index = BatchIndex.of(workspace, batch);
    assertThat(BatchScores.of(index).side(Side.A).cost()).isEqualTo(expected);
    assertThat(expected.words()).isEqualTo("at least ~0.750078 USD; local at least 0.0009 EUR");
  }

  @Test
  void itemsOfEarlierVersionsAreReadAsBefore() throws Exception {
    settle(
        "{\"row\":1,\"sides\":{\"A\":{\"failure\":null,\"cost\":\"0.5\",\"currency\":\"USD\"}}}");
    settle("{\"row\":2,\"sides\":{\"A\":{\"failure\":null,\"local\":true}}}");
    settle("{\"row\":3,\"sides\":{\"A\":{\"failure\":null,\"unpriced\":true}}}");
    CostTotal expected = CostTotal.NOTHING.plus(ALL).plus(Cost.Unpriced.UNKNOWN);
    assertThat(BatchSummary.of(workspace, batch).side(Side.A).cost()).isEqualTo(expected);
    assertThat(BatchScores.of(BatchIndex.of(workspace, batch)).side(Side.A).cost())
        .isEqualTo(expected);
  }

  private void settle(String detail) throws Exception {
    workspace.batches().settle(batch.id(), new SettledItem(settled++, null, detail)).get();
  }

  private static String detail(Cost cost) {
    List<Message> messages = List.of(Message.user("row"));
    DatasetRow row = new DatasetRow(1, "1", messages, Map.of(), List.of(), CheckList.NONE, null);
    Item item = new Item(0, row, 0, 0, 0, messages, Sampling.providerDefaults(), null);
    return ItemJson.asked(item, Map.of(Side.A, answer(cost)), CheckList.NONE, null, Map.of());
  }

  private static Answer answer(Cost cost) {
    return new Answer(
        "gw/m",
        cost instanceof Cost.Local,
        new CompletionRequest("m", List.of(Message.user("row")), Sampling.providerDefaults()),
        SideState.FINISHED,
        null,
        "text",
        "",
        new Usage(1, 1, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        Timeline.EMPTY,
        Duration.ZERO,
        Delivery.PLAIN,
        cost);
  }
}
