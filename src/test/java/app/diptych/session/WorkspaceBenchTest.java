package app.diptych.session;

import app.diptych.aim.Aim;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a workspace of 100,000 trials feels, and what a durable save costs. */
@Tag("bench")
class WorkspaceBenchTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TRIALS = 100_000;
  private static final int LONG_SESSION = 1_000;
  private static final int PER_SESSION = 20;
  private static final int WORDS = 60;

  @TempDir Path home;

  @Test
  void staysQuickWithAHundredThousandTrials() throws Exception {
    Path file = home.resolve("workspace.db");
    new OpenWorkspace(file).close();
    long begun = System.nanoTime();
    fill(file);
    print(
        "made in",
        (System.nanoTime() - begun) / 1e6,
        "ms, " + Files.size(file) / 1_000_000 + " MB");
    begun = System.nanoTime();
    try (OpenWorkspace open = new OpenWorkspace(file)) {
      print("open the workspace", (System.nanoTime() - begun) / 1e6, "ms");
      long before = used();
      measure("list of sessions (aim 300)", () -> open.sessions().list(SessionQuery.all()));
      search(open, "rare word", "quokka");
      search(open, "two rare words", "quokka wombat");
      search(open, "word in every trial", "the");
      search(open, "common word", word(3));
      search(open, "beginning of many words", "con");
      search(open, "two letters", "ba");
      search(open, "one letter", "b");
      search(open, "Chinese", "\u9012\u5f52");
      search(open, "nothing fits", "zzzzz");
      measure(
          "list by model",
          () ->
              open.sessions()
                  .list(
                      new SessionQuery(
                          "",
                          "model/b",
                          null,
                          null,
                          null,
                          null,
                          false,
                          SessionQuery.Shelf.CURRENT,
                          500)));
      measure(
          "names of models and tags",
          () -> open.sessions().models().size() + open.sessions().tags().size());
      Aim.OPEN.measured(measure("open a session of 1,000", () -> open.sessions().trials("long")));
      measure(
          "verdict in a session of 1,000",
          () -> {
            open.sessions().vote("long-7", app.diptych.review.Verdict.A, "").get();
            return true;
          });
      for (int i = 0; i < 20; i++) {
        open.sessions().list(SessionQuery.words(word(i + 1)));
        open.sessions().trials("long");
      }
      print("memory kept after 20 searches and openings", (used() - before) / 1e6, "MB");
    }
  }

  @Test
  void savesABatchOfDeltasAboutAsFastAsTheBytesCanBeForced() throws Exception {
    int rounds = 400;
    byte[] bytes = new byte[400];
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("s");
      open.start(session, null, java.util.Map.of(Side.A, open.endless()));
      open.settle();
      String trial = open.sessions().trials(session).getFirst().id();
      try (Connection connection = open.writerConnection();
          FileChannel plain =
              FileChannel.open(
                  home.resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        Recording deltas = recording(10, 8);
        double[] ours = new double[rounds];
        double[] cpu = new double[rounds];
        double[] floor = new double[rounds];
        for (int i = -100; i < rounds; i++) {
          SideRecorder.Batch batch =
              new SideRecorder.Batch(
                  Side.A, 1_000 + i, "w".repeat(80), deltas, List.of(), 0, null, null, null, 0);
          long busy = THREADS.getCurrentThreadCpuTime();
          long t0 = System.nanoTime();
          Sql.inTransaction(connection, () -> TrialRows.stream(connection, trial, batch));
          long t1 = System.nanoTime();
          long computed = THREADS.getCurrentThreadCpuTime() - busy;
          plain.write(ByteBuffer.wrap(bytes));
          plain.force(false);
          long t2 = System.nanoTime();
          if (i >= 0) {
            cpu[i] = computed / 1e3;
            ours[i] = (t1 - t0) / 1e3;
            floor[i] = (t2 - t1) / 1e3;
          }
        }
        double a = median(ours);
        double b = median(floor);
        print("durable save of 10 deltas", a, "us");
        print("of it computing", median(cpu), "us");
        print("write + force of 400 bytes", b, "us");
        Aim.SAVE.measured(a / b);
      }
    }
  }

  private static void search(OpenWorkspace open, String what, String words) throws Exception {
    measure(
        "search: " + what + " (aim 100)", () -> open.sessions().list(SessionQuery.words(words)));
  }

  private static double measure(String what, Callable<?> work) throws Exception {
    double[] took = new double[9];
    double[] cpu = new double[took.length];
    Object last = null;
    for (int i = 0; i < took.length; i++) {
      long begun = System.nanoTime();
      long busy = THREADS.getCurrentThreadCpuTime();
      last = work.call();
      took[i] = (System.nanoTime() - begun) / 1e6;
      cpu[i] = (THREADS.getCurrentThreadCpuTime() - busy) / 1e6;
    }
    double first = took[0];
    print(
        what,
        median(took),
        String.format(
            Locale.ROOT,
            "ms (of it computing %.1f; first %.1f, %.1f; %s)",
            median(cpu),
            first,
            cpu[0],
            last instanceof List<?> list ? list.size() + " found" : "done"));
    return median(took);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "  %-48s %10.1f %s%n", what, value, unit);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Straight into the tables, as fast as they take it; the sums come last. */
  private static void fill(Path file) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      RowSum.teach(connection, true);
      Sql.run(connection, "PRAGMA synchronous = OFF");
      Sql.inTransaction(
          connection,
          () -> {
            Random random = new Random(1);
            session(connection, "long", 0);
            for (int i = 0; i < TRIALS; i++) {
              boolean inLong = i < LONG_SESSION;
              String session = inLong ? "long" : "s" + (i - LONG_SESSION) / PER_SESSION;
              int number = inLong ? i + 1 : (i - LONG_SESSION) % PER_SESSION + 1;
              if (!inLong && number == 1) {
                session(connection, session, i);
              }
              trial(connection, i, session, number, random);
            }
            for (String id :
                Sql.list(connection, "SELECT id FROM session", row -> row.getString(1))) {
              SessionRows.count(connection, id, java.time.Instant.EPOCH);
            }
            RowSum.sumAll(connection);
          });
    }
  }

  private static void session(Connection connection, String id, int at)
      throws java.sql.SQLException {
    Sql.update(
        connection,
        "INSERT INTO session (id, title, created_at, changed_at) VALUES (?, ?, ?, ?)",
        id,
        "Talk about " + word(1 + at % 700),
        at,
        at);
  }

  private static final String DETAIL = detail();
  private static final byte[] DELTAS = DeltaPack.pack(recording(WORDS, 6));

  private static void trial(
      Connection connection, int key, String session, int number, Random random)
      throws java.sql.SQLException {
    String prompt = words(random, 15) + (key % 5_000 == 1 ? " quokka" : "");
    String a = words(random, WORDS) + (key % 10_000 == 1 ? " wombat" : "");
    String b =
        words(random, WORDS)
            + (key % 1_000 == 2 ? " \u4ec0\u4e48\u662f\u9012\u5f52\u51fd\u6570" : "");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO trial (key, id, session, number, started_at, prompt) VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setInt(1, key + 1);
      insert.setString(2, session + "-" + number);
      insert.setString(3, session);
      insert.setInt(4, number);
      insert.setLong(5, key);
      insert.setString(6, prompt);
      insert.executeUpdate();
    }
    for (Side side : Side.values()) {
      Sql.update(
          connection,
          "INSERT INTO side (trial, side, model, state, text, detail, deltas) VALUES (?, ?, ?,"
              + " 'FINISHED', ?, ?, ?)",
          key + 1,
          side.name(),
          "model/" + side.name().toLowerCase(Locale.ROOT),
          side == Side.A ? a : b,
          DETAIL,
          DELTAS);
    }
    Sql.update(
        connection,
        "INSERT INTO search (rowid, prompt, a, b) VALUES (?, ?, ?, ?)",
        key + 1,
        SearchIndex.spread(prompt),
        SearchIndex.spread(a),
        SearchIndex.spread(b));
  }

  /** One word is in every text, a few are in many and most in few, as in a language. */
  private static String words(Random random, int count) {
    StringBuilder words = new StringBuilder("the");
    for (int i = 1; i < count; i++) {
      words.append(' ').append(word((int) Math.pow(20_000, random.nextDouble())));
    }
    return words.toString();
  }

  private static String word(int rank) {
    String[] syllables = {
      "ba", "con", "di", "er", "fa", "gi", "hun", "in", "jo", "ka", "lem", "mo", "ne", "or", "pa",
      "qui", "ra", "ston", "ti", "un", "ver", "wi", "xa", "yo", "ze"
    };
    StringBuilder word = new StringBuilder();
    for (long rest = rank * 7_919L % 390_625; rest > 0; rest /= syllables.length) {
      word.append(syllables[(int) (rest % syllables.length)]);
    }
    return word.toString();
  }

  private static Recording recording(int deltas, int length) {
    long[] offsets = new long[deltas];
    int[] lengths = new int[deltas];
    for (int i = 0; i < deltas; i++) {
      offsets[i] = 30_000_000L * i + 1_234_567;
      lengths[i] = length;
    }
    return Recording.of(offsets, lengths, new boolean[deltas]);
  }

  private static String detail() {
    var node = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("local", true);
    node.set(
        "request",
        AnswerJson.request(
            new CompletionRequest(
                "m",
                List.of(Message.user("a prompt of some words")),
                Sampling.providerDefaults())));
    node.set("origin", AnswerJson.origin(new Origin("m", null, null, null, null, null)));
    node.set("usage", AnswerJson.usage(new Usage(10, 60, 0, 0, Usage.Source.COUNTED)));
    node.put("finishReason", "stop");
    return node.toString();
  }
}
