package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
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
  private static final int JVMS = Integer.getInteger("jvms", 7);
  private static final int CALLS = 10;
  private static final int TRIALS = 3;

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
      double straight = trials(plain, "trial");
      double swapped = trials(plain, "swapped");
      Aim.FAIRNESS.measured(Math.abs(straight));
      // A slower place would change its sign with the sides; a slower side would not.
      Aim.FAIRNESS_SWAPPED.measured(Math.abs(straight - swapped));
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

  /**
   * The difference of the sides in milliseconds: the median over trials of the median over JVMs.
   */
  private static double trials(StampingServer server, String order) throws Exception {
    Map<Integer, List<Double>> a = new TreeMap<>();
    Map<Integer, List<Double>> b = new TreeMap<>();
    Map<Integer, List<Double>> difference = new TreeMap<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      List<String> lines = probe(List.of(), order, server.url("127.0.0.1"), "" + TRIALS);
      for (int trial = 0; trial < TRIALS; trial++) {
        long sideA = Long.parseLong(lines.get(2 * trial).split(" ")[2]);
        long sideB = Long.parseLong(lines.get(2 * trial + 1).split(" ")[2]);
        add(a, trial, sideA);
        add(b, trial, sideB);
        add(difference, trial, sideA - sideB);
      }
    }
    System.out.printf(
        "%ntwo sides, %s, %d JVMs, load %.1f%n%-8s %-24s %-24s %-24s%n",
        order, JVMS, load(), "trial", "TTFT A ms", "TTFT B ms", "A - B ms");
    for (int trial = 0; trial < TRIALS; trial++) {
      System.out.printf(
          "%-8d %-24s %-24s %-24s%n",
          trial + 1, spread(at(a, trial)), spread(at(b, trial)), spread(at(difference, trial)));
    }
    return median(difference.values().stream().map(FirstCallBenchTest::median).toList());
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

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "%.2f (%.2f..%.2f)"
        .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }
}
