package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Summary;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Diptych beside the clients one would use instead: what they read rightly, what a delta costs and
 * how late it is. Each runs in a process of its own with a class path of its own, fed the same
 * bytes by the same server; the sources are in {@code src/test/peers}.
 */
@Tag("bench")
class ClientsBenchTest {
  private static final Path SOURCES = Path.of("src", "test", "peers");
  private static final Path JARS = Path.of("target", "bench-peers");
  private static final String OURS = "Diptych";
  private static final String PEER = "openai-java 4.101.0";
  private static final String FLOOR = "raw lines, index scan (floor)";
  private static final String OKHTTP = "OkHttp alone, lines, index scan";

  /** They search for the text and do not read what is there. */
  private static final Set<String> FLOORS = Set.of(FLOOR, OKHTTP);

  /**
   * Main class and folder of jars; null for what needs none, and ours has those of this process.
   */
  private static final Map<String, List<String>> CONTENDERS = new LinkedHashMap<>();

  static {
    CONTENDERS.put(FLOOR, List.of("RawClient", ""));
    CONTENDERS.put(OKHTTP, List.of("OkHttpAlone", ""));
    CONTENDERS.put(OURS, List.of("DiptychClient", ""));
    CONTENDERS.put("okhttp-sse 5.5.1 + tree", List.of("OkHttpSseClient", "okhttp-sse"));
    CONTENDERS.put("langchain4j-open-ai 1.19.0", List.of("LangChain4jClient", "langchain4j"));
    CONTENDERS.put(PEER, List.of("OpenAiJavaClient", "openai-java"));
  }

  private static final List<AnswerStreamsTest.Answer> VECTORS =
      AnswerStreamsTest.answers().limit(20).toList();

  private static BenchServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    for (List<String> contender : CONTENDERS.values()) {
      Path jars = JARS.resolve(contender.getLast());
      if (!contender.getLast().isEmpty() && !Files.isDirectory(jars)) {
        Peer.run(
            10,
            List.of(
                "./mvnw",
                "-q",
                "-B",
                "-f",
                SOURCES.resolve(contender.getLast() + ".xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies",
                "-DoutputDirectory=" + jars.toAbsolutePath()));
      }
    }
    server = new BenchServer(VECTORS.stream().map(v -> v.stream().getBytes(UTF_8)).toList());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void printsWhatIsReadRightly() throws Exception {
    System.out.printf("%n0. Of %d streams read rightly%n", VECTORS.size());
    for (String name : CONTENDERS.keySet()) {
      if (FLOORS.contains(name)) {
        continue;
      }
      List<String> wrong = new ArrayList<>();
      for (String line : run(name, "vectors", "" + VECTORS.size())) {
        String[] words = line.split(" ", -1);
        AnswerStreamsTest.Answer expected = VECTORS.get(Integer.parseInt(words[1]));
        String text = new String(Base64.getDecoder().decode(words[3]), UTF_8);
        boolean fails = Character.isUpperCase(expected.ending().charAt(0));
        boolean failed = words[2].equals("error") || words[2].equals("none");
        // What was read before a failure is not compared: some keep it, some cannot.
        if (fails != failed || (!fails && !text.equals(expected.text()))) {
          wrong.add(expected.name());
        }
      }
      System.out.printf(
          "%-32s %3d   %s%n", name, VECTORS.size() - wrong.size(), String.join("; ", wrong));
      if (name.equals(OURS)) {
        Aim.CONFORMANCE.measured(VECTORS.size() - wrong.size());
      }
    }
  }

  @Test
  void printsTheCostOfADelta() throws Exception {
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    for (String name : thereAndBack()) {
      for (String line : run(name, "speed", "20", "20")) {
        String[] words = line.split(" ", -1);
        assertThat(words[2]).as(name).isEqualTo("" + BenchServer.SPEED_DELTAS);
        nanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(Long.parseLong(words[1]));
      }
    }
    double floor = at(0.5, of(nanos, FLOOR)) / BenchServer.SPEED_DELTAS;
    System.out.printf(
        "%n1. Cost of a delta, %,d at once, load %.1f%n%-32s %10s %10s %9s%n",
        BenchServer.SPEED_DELTAS, load(), "", "us p50", "us min", "x floor");
    nanos.forEach((name, all) ->
        System.out.printf(
            "%-32s %10.2f %10.2f %9.2f%n",
            name,
            at(0.5, all) / BenchServer.SPEED_DELTAS / 1e3,
            at(0, all) / BenchServer.SPEED_DELTAS / 1e3,
            at(0.5, all) / BenchServer.SPEED_DELTAS / floor));
    double ours = at(0.5, of(nanos, OURS));
    double least = at(0.5, of(nanos, FLOOR));
    Aim.READING.measured(
        ours / least,
        String.format(Locale.ROOT, "OkHttp alone %.2f x", at(0.5, of(nanos, OKHTTP)) / least));
    Aim.READING_PEER.measured(at(0.5, of(nanos, PEER)) / ours);
  }

  @Test
  void printsHowLateADeltaIs() throws Exception {
    Map<String, List<Long>> lags = paced("l", "paced", "3", "8");
    double floor = at(0.5, of(lags, FLOOR));
    System.out.printf(
        "%n2. Lag of a delta, two streams at once of %d a second; load %.1f%n%-32s %10s %10s %9s%n",
        BenchServer.PACED_DELTAS, load(), "", "us p50", "us p99", "x floor");
    lags.forEach((name, all) ->
        System.out.printf(
            "%-32s %10.0f %10.0f %9.2f%n",
            name, at(0.5, all) / 1e3, at(0.99, all) / 1e3, at(0.5, all) / floor));
    Aim.LAG.measured(
        at(0.5, of(lags, OURS)) / floor,
        String.format(Locale.ROOT, "OkHttp alone %.2f x", at(0.5, of(lags, OKHTTP)) / floor));
  }

  /** Of so many answers that a p99 is more than a name for the largest. */
  @Test
  void printsTheErrorOfTheFirstDelta() throws Exception {
    Map<String, List<Long>> firsts = paced("f", "brief", "50", "250");
    System.out.printf(
        "%n3. Error of the TTFT, two streams at once, load %.1f%n%-32s %10s %10s   %s%n",
        load(), "", "us p50", "us p99", "95 % of the p99, answers");
    firsts.forEach((name, all) ->
        System.out.printf(
            "%-32s %10.0f %10.0f   %s, %,d%n",
            name, at(0.5, all) / 1e3, p99(all).value() / 1e3, micros(p99(all)), all.size()));
    Percentiles.Known ours = p99(of(firsts, OURS));
    Aim.TTFT_ERROR.measured(
        ours.value() / 1e6,
        String.format(
            Locale.ROOT,
            "95 %% %s us, %,d answers; the raw socket %.2f ms",
            micros(ours),
            of(firsts, OURS).size(),
            p99(of(firsts, FLOOR)).value() / 1e6));
  }

  /** The lines of that kind that each contender printed, in nanoseconds. */
  private static Map<String, List<Long>> paced(String kind, String... what) throws Exception {
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    for (String name : thereAndBack()) {
      for (String line : run(name, what)) {
        String[] words = line.split(" ", -1);
        assertThat(words[0]).as(line).isNotEqualTo("x");
        if (words[0].equals(kind)) {
          nanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(Long.parseLong(words[1]));
        }
      }
    }
    return nanos;
  }

  private static Percentiles.Known p99(List<Long> nanos) {
    if (Summary.of(nanos.stream().mapToDouble(n -> n).toArray()).percentile(99)
        instanceof Percentiles.Known known) {
      return known;
    }
    throw new AssertionError("Too few answers for a p99: " + nanos.size());
  }

  private static String micros(Percentiles.Known percentile) {
    return percentile
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT, "%,.0f to %,.0f", interval.low() / 1e3, interval.high() / 1e3))
        .orElse("unknown");
  }

  private static List<String> thereAndBack() {
    List<String> order = new ArrayList<>(CONTENDERS.keySet());
    order.addAll(List.copyOf(CONTENDERS.keySet()).reversed());
    return order;
  }

  /** What a fresh process of that contender prints; the flags are those of the start script. */
  private static List<String> run(String name, String... what) throws Exception {
    List<String> contender = Objects.requireNonNull(CONTENDERS.get(name));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-cp"));
    line.add(
        contender.getLast().isEmpty()
            ? System.getProperty("java.class.path")
            : JARS.resolve(contender.getLast()) + File.separator + "*");
    line.add(SOURCES.resolve(contender.getFirst() + ".java").toString());
    line.add(server.url());
    line.addAll(List.of(what));
    Path errors = JARS.resolve(contender.getFirst() + ".log");
    Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
    List<String> lines =
        process.inputReader().readAllLines().stream()
            .filter(read -> read.matches("[vslfx] .*"))
            .toList();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return lines;
  }

  private static List<Long> of(Map<String, List<Long>> nanos, String name) {
    return Objects.requireNonNull(nanos.get(name));
  }

  private static double at(double quantile, List<Long> values) {
    long[] sorted = LongStream.of(values.stream().mapToLong(v -> v).toArray()).sorted().toArray();
    return sorted[(int) Math.round((sorted.length - 1) * quantile)];
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
