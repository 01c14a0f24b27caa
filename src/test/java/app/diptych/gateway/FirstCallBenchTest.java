package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.timing.Interval;
import app.diptych.timing.Summary;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final int JVMS = Integer.getInteger("jvms", 12);
  private static final int CALLS = 10;
  private static final int FIRST_TRIALS = 3;
  private static final int PROCESSES = 8;

  /** Until the code of a trial is compiled. */
  private static final int WARM_UP = 200;

  private static final int TRIALS = 201;

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

  /**
   * A is always asked first. Trials of one process are no independent samples, so each process is
   * one: its median.
   */
  @Test
  void printsTheDifferenceOfTwoSidesWithTheSameStream() throws Exception {
    try (StampingServer plain = new StampingServer("http", ServerSocketFactory.getDefault())) {
      warm(plain, List.of());
      double[] straight = new double[PROCESSES];
      double[] swapped = new double[PROCESSES];
      double[] changed = new double[PROCESSES];
      for (int process = 0; process < PROCESSES; process++) {
        straight[process] = difference(plain, "trial");
        swapped[process] = difference(plain, "swapped");
        changed[process] = straight[process] - swapped[process];
      }
      System.out.printf(
          Locale.ROOT,
          "%ntwo sides, %d processes of %d trials each way, load %.1f: A - B straight %s, swapped %s ms%n",
          PROCESSES,
          TRIALS,
          load(),
          basis(straight),
          basis(swapped));
      Aim.FAIRNESS.measured(farEnd(straight), "A - B " + basis(straight));
      Aim.FAIRNESS_SWAPPED.measured(farEnd(changed), basis(changed));
    }
  }

  @Test
  void printsTheDifferenceOfTheSidesInTheFirstTrialsOfAProcess() throws Exception {
    try (StampingServer plain = new StampingServer("http", ServerSocketFactory.getDefault())) {
      warm(plain, List.of());
      Map<Integer, List<Double>> a = new TreeMap<>();
      Map<Integer, List<Double>> b = new TreeMap<>();
      Map<Integer, List<Double>> differences = new TreeMap<>();
      for (int jvm = 0; jvm < JVMS; jvm++) {
        List<double[]> sides = sides(plain, "trial", FIRST_TRIALS);
        for (int trial = 0; trial < FIRST_TRIALS; trial++) {
          double[] both = sides.get(trial);
          a.computeIfAbsent(trial, _ -> new ArrayList<>()).add(both[0]);
          b.computeIfAbsent(trial, _ -> new ArrayList<>()).add(both[1]);
          differences.computeIfAbsent(trial, _ -> new ArrayList<>()).add(both[0] - both[1]);
        }
      }
      System.out.printf(
          "%nthe first trials of %d processes, load %.1f%n%-8s %-24s %-24s %s%n",
          JVMS, load(), "trial", "TTFT A ms", "TTFT B ms", "A - B ms, mean");
      for (int trial = 0; trial < FIRST_TRIALS; trial++) {
        System.out.printf(
            "%-8d %-24s %-24s %s%n",
            trial + 1,
            spread(at(a, trial)),
            spread(at(b, trial)),
            basis(at(differences, trial).stream().mapToDouble(d -> d).toArray()));
      }
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

  /** A less B in milliseconds, the median of a process whose code was compiled before. */
  private static double difference(StampingServer server, String order) throws Exception {
    List<double[]> sides = sides(server, order, WARM_UP + TRIALS);
    return sides.subList(WARM_UP, sides.size()).stream()
        .map(trial -> trial[0] - trial[1])
        .sorted()
        .toList()
        .get(TRIALS / 2);
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

  /** How far from nothing the mean can be. */
  private static double farEnd(double[] samples) {
    Interval mean = Summary.of(samples).meanInterval().orElseThrow();
    return Math.max(Math.abs(mean.low()), Math.abs(mean.high()));
  }

  private static String basis(double[] samples) {
    Summary summary = Summary.of(samples);
    Interval mean = summary.meanInterval().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%+.3f, 95 %% from %+.3f to %+.3f, %d processes",
        summary.mean().orElseThrow(),
        mean.low(),
        mean.high(),
        samples.length);
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
