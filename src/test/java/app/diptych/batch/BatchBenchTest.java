package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.batch.check.CheckList;
import app.diptych.completion.Sampling;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayProvider;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.trial.TrialRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hundred prompts to two models, four requests at a time, from the start to saved results: beside
 * a bare loop that reads every answer and keeps none, and promptfoo, on the same server.
 */
@Tag("bench")
@Timeout(900)
class BatchBenchTest {
  private static final int PROMPTS = 100;
  private static final int AT_ONCE = 4;
  private static final int ROUNDS = 7;
  private static final List<String> MODELS = List.of("rehearsal/steady", "rehearsal/length");

  /** Some 50 ms an answer, of 25 tokens. */
  private static final RehearsalPlan PLAN =
      new RehearsalPlan(
          1,
          1_000,
          Duration.ofMillis(25),
          Duration.ofSeconds(1),
          25,
          Duration.ofSeconds(1),
          List.of(),
          1,
          0);

  @TempDir Path home;

  private final NanoClock clock = NanoClock.system();
  private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final GatewayHttp http = GatewayHttp.create();
  private final OkHttpClient bare = new OkHttpClient();

  @Test
  void takesLittleLongerThanABareLoop() throws Exception {
    try (RehearsalGateway gateway = RehearsalGateway.open(0, PLAN, threads, clock, _ -> {});
        Workspace workspace =
            Workspace.open(home.resolve("workspace.db"), Workspace.Role.OWNER, writer, clock)) {
      double[] floor = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        floor[i] = loop(gateway.url());
        ours[i] = batch(gateway.url(), workspace);
      }
      System.out.printf(
          Locale.ROOT,
          "  %d prompts x 2, %d requests at a time: bare loop %.0f ms, Diptych %.0f ms,"
              + " ratio %.2f (aim 1.2)%n",
          PROMPTS,
          AT_ONCE,
          median(floor),
          median(ours),
          median(ours) / median(floor));
      Aim.BATCH.measured(median(ours) / median(floor));
      System.out.println(
          PromptfooPackage.isThere()
              ? "  " + promptfoo(gateway.url(), median(ours))
              : "  promptfoo: not run, it is not installed (-Ppeers installs it)");
    } finally {
      writer.shutdownNow();
      workers.shutdownNow();
    }
  }

  private double loop(String url) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begun = clock.nanos();
    List<Future<Integer>> loops = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      loops.add(
          workers.submit(() -> {
            int read = 0;
            for (int n = next.getAndIncrement(); n < 2 * PROMPTS; n = next.getAndIncrement()) {
              read += ask(url, MODELS.get(n % 2), "Question " + n / 2);
            }
            return read;
          }));
    }
    for (Future<Integer> one : loops) {
      assertThat(one.get()).isPositive();
    }
    return (clock.nanos() - begun) / 1e6;
  }

  private int ask(String url, String model, String prompt) throws Exception {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    body.put("stream", true);
    body.putArray("messages").addObject().put("role", "user").put("content", prompt);
    Request request =
        new Request.Builder()
            .url(url + "/chat/completions")
            .post(RequestBody.create(body.toString(), MediaType.get("application/json")))
            .build();
    try (Response response = bare.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string().length();
    }
  }

  private double batch(String url, Workspace workspace) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PROMPTS; i++) {
      lines.append("{\"prompt\": \"Question ").append(i).append("\"}\n");
    }
    Path file = Files.writeString(home.resolve("rows.jsonl"), lines);
    GatewayProvider provider =
        new GatewayProvider(GatewayProfile.of("bench", url), null, http, threads, clock);
    BatchSide a = new BatchSide("bench/" + MODELS.get(0), false, MODELS.get(0), provider, null);
    BatchSide b = new BatchSide("bench/" + MODELS.get(1), false, MODELS.get(1), provider, null);
    long begun = clock.nanos();
    Dataset data = Dataset.of(file);
    BatchPlan plan =
        new BatchPlan(
            a.model(),
            b.model(),
            List.of(),
            "",
            List.of(Sampling.providerDefaults()),
            1,
            null,
            CheckList.NONE,
            "");
    SavedBatch batch = BatchStart.anew(workspace, plan, data, "Bench", Set.of(), clock.now());
    BatchEnd end =
        new BatchRunner(new TrialRunner(workers, clock), workspace, clock)
            .run(
                new BatchRunner.Job(
                    batch,
                    plan,
                    data,
                    Map.of(Side.A, a, Side.B, b),
                    Pace.of(AT_ONCE / 2),
                    Set.of(),
                    PROMPTS),
                BatchListener.NONE);
    double took = (clock.nanos() - begun) / 1e6;
    assertThat(end.whole()).as(end.why()).isTrue();
    assertThat(end.last().failures()).isZero();
    assertThat(workspace.batches().items(batch.id(), -1, PROMPTS + 1)).hasSize(PROMPTS);
    return took;
  }

  private String promptfoo(String url, double ours) throws Exception {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("prompts").add("{{question}}");
    ArrayNode providers = config.putArray("providers");
    for (String model : MODELS) {
      providers
          .addObject()
          .put("id", "openai:chat:" + model)
          .putObject("config")
          .put("apiBaseUrl", url)
          .put("apiKey", "none");
    }
    ArrayNode tests = config.putArray("tests");
    for (int i = 0; i < PROMPTS; i++) {
      tests.addObject().putObject("vars").put("question", "Question " + i);
    }
    long begun = clock.nanos();
    JsonNode out = PromptfooPackage.evaluate(home, config);
    double wall = (clock.nanos() - begun) / 1e6;
    assertThat(out.path("results").size()).isEqualTo(2 * PROMPTS);
    double inside = out.path("ms").asDouble(0);
    Aim.BATCH_PEER.measured(inside / ours);
    return String.format(
        Locale.ROOT,
        "promptfoo %s: %.0f ms wall, %.0f ms inside: %.1f and %.1f times Diptych's",
        PromptfooPackage.VERSION,
        wall,
        inside,
        wall / ours,
        inside / ours);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
