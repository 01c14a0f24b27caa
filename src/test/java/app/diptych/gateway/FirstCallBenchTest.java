package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.timing.Percentiles;
import app.diptych.timing.Summary;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of the TTFT of the first calls of a fresh JVM is the product's own time: class loading,
 * compilation and first use of the HTTP client. The server is another process on loopback, warm,
 * answers at once and notes when on the same clock.
 */
@Tag("bench")
class FirstCallBenchTest {
  private static final int JVMS = Integer.getInteger("jvms", 9);
  private static final int CALLS = 10;
  private static final int FIRST_TRIALS = 3;
  private static final int PROCESSES = 3;

  /** Until the code of a trial is compiled. */
  private static final int WARM_UP = 200;

  private static final int TRIALS = 500;

  @TempDir Path folder;

  @Test
  void printsTheErrorOfTheFirstCalls() throws Exception {
    try (StampingServer plain = new StampingServer("http", ServerSocketFactory.getDefault())) {
      warm(plain, List.of());
      calls(plain, "127.0.0.1", List.of(), true);
      calls(plain, "127.0.0.1", List.of(), false);
      calls(plain, "localhost", List.of(), false);
    }
    LoopbackCertificate certificate = new LoopbackCertificate(folder);
    try (StampingServer tls = new StampingServer("https", certificate.serverSockets())) {
      warm(tls, certificate.trustingOptions());
      calls(tls, "127.0.0.1", certificate.trustingOptions(), true);
      calls(tls, "localhost", certificate.trustingOptions(), false);
    }
  }

  @Test
  void printsTheDifferenceOfTwoSidesWithTheSameStream() throws Exception {
    try (StampingServer plain = new StampingServer("http", ServerSocketFactory.getDefault())) {
      warm(plain, List.of());
      Percentiles.Known straight = known(trials(plain, "trial"));
      Percentiles.Known swapped = known(trials(plain, "swapped"));
      Aim.FAIRNESS.measured(Math.abs(straight.value()), basis(straight, PROCESSES * TRIALS));
      // A slower place would change its sign with the sides; a slower side would not.
      Aim.FAIRNESS_SWAPPED.measured(
          Math.abs(straight.value() - swapped.value()),
          "swapped " + basis(swapped, PROCESSES * TRIALS));
    }
  }

  @Test
  void printsTheDifferenceOfTheSidesInTheFirstTrialsOfAProcess() throws Exception {
    try (StampingServer plain = new StampingServer("http", ServerSocketFactory.getDefault())) {
      warm(plain, List.of());
      List<Double> differences = new ArrayList<>(firstTrials(plain, "trial"));
      differences.addAll(firstTrials(plain, "swapped"));
      Percentiles.Known first = known(differences);
      Aim.FAIRNESS_FIRST.measured(Math.abs(first.value()), basis(first, differences.size()));
    }
  }

  /** Until the server itself is compiled: many clients, none of them measured. */
  private static void warm(StampingServer server, List<String> options) throws Exception {
    for (int round = 0; round < 2; round++) {
      probe(options, "call", server.url("127.0.0.1"), "300");
    }
    server.take();
  }

  private static void calls(StampingServer server, String host, List<String> options, boolean cold)
      throws Exception {
    Map<Integer, List<Double>> reported = new TreeMap<>();
    Map<Integer, List<Double>> beyondAccept = new TreeMap<>();
    Map<Integer, List<Double>> beyondRequest = new TreeMap<>();
    List<Double> preparing = new ArrayList<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      List<String> lines =
          cold
              ? probe(options, "call", server.url(host), "" + CALLS, "cold")
              : probe(options, "call", server.url(host), "" + CALLS);
      List<StampingServer.Stamps> stamps =
          server.take().stream().filter(stamp -> stamp.model().startsWith("call-")).toList();
      assertThat(stamps).hasSize(CALLS);
      for (int call = 0; call < CALLS; call++) {
        String[] words = lines.get(call).split(" ");
        StampingServer.Stamps stamp = stamps.get(call);
        assertThat(words[0]).isEqualTo(stamp.model());
        long ttft = Long.parseLong(words[2]) - Long.parseLong(words[1]);
        add(reported, call, ttft);
        add(beyondAccept, call, ttft - (stamp.firstAt() - stamp.acceptedAt()));
        add(beyondRequest, call, ttft - (stamp.firstAt() - stamp.requestAt()));
        if (call == 0) {
          preparing.add(Long.parseLong(words[3]) / 1e6);
        }
      }
    }
    System.out.printf(
        "%n%s, %s, %d JVMs, load %.1f, prepare() %s ms%n",
        server.url(host),
        cold ? "without prepare()" : "after prepare()",
        JVMS,
        load(),
        spread(preparing));
    System.out.printf(
        "%-8s %-24s %-24s %-24s%n",
        "call", "TTFT ms", "- (accept > delta) ms", "- (request > delta) ms");
    for (int call : new int[] {0, 1, 2, 9}) {
      System.out.printf(
          "%-8d %-24s %-24s %-24s%n",
          call + 1,
          spread(at(reported, call)),
          spread(at(beyondAccept, call)),
          spread(at(beyondRequest, call)));
    }
  }

  /** A less B in milliseconds, of trials whose code was compiled before. */
  private static List<Double> trials(StampingServer server, String order) throws Exception {
    List<Double> a = new ArrayList<>();
    List<Double> b = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    for (int process = 0; process < PROCESSES; process++) {
      List<double[]> sides = sides(server, order, WARM_UP + TRIALS);
      for (double[] trial : sides.subList(WARM_UP, sides.size())) {
        a.add(trial[0]);
        b.add(trial[1]);
        differences.add(trial[0] - trial[1]);
      }
    }
    System.out.printf(
        "%ntwo sides, %s, %,d trials of %d processes, load %.1f: TTFT A %s, B %s, A - B %s ms%n",
        order, differences.size(), PROCESSES, load(), spread(a), spread(b), spread(differences));
    return differences;
  }

  /** The same of trials that are the first of their process. */
  private static List<Double> firstTrials(StampingServer server, String order) throws Exception {
    Map<Integer, List<Double>> a = new TreeMap<>();
    Map<Integer, List<Double>> b = new TreeMap<>();
    List<Double> differences = new ArrayList<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      List<double[]> sides = sides(server, order, FIRST_TRIALS);
      for (int trial = 0; trial < FIRST_TRIALS; trial++) {
        double[] both = sides.get(trial);
        a.computeIfAbsent(trial, _ -> new ArrayList<>()).add(both[0]);
        b.computeIfAbsent(trial, _ -> new ArrayList<>()).add(both[1]);
        differences.add(both[0] - both[1]);
      }
    }
    System.out.printf(
        "%ntwo sides, %s, the first trials of %d processes, load %.1f%n%-8s %-24s %-24s%n",
        order, JVMS, load(), "trial", "TTFT A ms", "TTFT B ms");
    for (int trial = 0; trial < FIRST_TRIALS; trial++) {
      System.out.printf(
          "%-8d %-24s %-24s%n", trial + 1, spread(at(a, trial)), spread(at(b, trial)));
    }
    return differences;
  }

  /** What a fresh process says of so many trials: the TTFT of A and of B in milliseconds. */
  private static List<double[]> sides(StampingServer server, String order, int trials)
      throws Exception {
    List<String> lines = probe(List.of(), order, server.url("127.0.0.1"), "" + trials);
    List<double[]> sides = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      sides.add(new double[] {ttft(lines.get(2 * trial)), ttft(lines.get(2 * trial + 1))});
    }
    return sides;
  }

  private static double ttft(String line) {
    return Long.parseLong(line.split(" ")[2]) / 1e6;
  }

  private static Percentiles.Known known(List<Double> samples) {
    double[] all = samples.stream().mapToDouble(sample -> sample).toArray();
    if (Summary.of(all).percentile(50) instanceof Percentiles.Known known) {
      return known;
    }
    throw new AssertionError("Too few samples for a median: " + all.length);
  }

  private static String basis(Percentiles.Known median, int samples) {
    return median
        .interval()
        .map(interval ->
            "%+.3f, 95 %% from %+.3f to %+.3f, %,d trials"
                .formatted(median.value(), interval.low(), interval.high(), samples))
        .orElse(samples + " trials");
  }

  /** The flags are those of the start script. */
  private static List<String> probe(List<String> options, String... arguments) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g"));
    line.addAll(options);
    line.addAll(
        List.of("-cp", System.getProperty("java.class.path"), FirstCallProbe.class.getName()));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().readAllLines();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private static void add(Map<Integer, List<Double>> to, int at, long nanos) {
    to.computeIfAbsent(at, _ -> new ArrayList<>()).add(nanos / 1e6);
  }

  private static List<Double> at(Map<Integer, List<Double>> from, int at) {
    return Objects.requireNonNull(from.get(at));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "%.2f (%.2f..%.2f)"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }
}
