import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/**
 * Drives one contender of the gateway benchmark in a process of its own and prints what it saw, one
 * line each: {@code v NUMBER ENDING BASE64-TEXT}, {@code s NANOS DELTAS}, {@code l LAG-NANOS} or, for
 * what is reported of a first delta, {@code f ERROR-NANOS}.
 */
final class Bench {
  /**
   * Takes the text of each delta as soon as the contender's user could, with the instant this is and
   * the one the contender itself reports for it.
   */
  interface Deltas {
    void text(String text, long atNanos, long reportedNanos);
  }

  /** A client that is compared. */
  interface Contender {
    /** Reads one whole answer; returns the finish reason, null when none came. */
    String stream(String model, Deltas deltas) throws Exception;
  }

  private Bench() {}

  /**
   * @param arguments what to do: {@code vectors COUNT}, {@code speed WARM-UP ROUNDS}, {@code paced
   *     WARM-UP ROUNDS} or the same with short answers, {@code brief WARM-UP ROUNDS}
   */
  static void run(String[] arguments, Contender contender) throws Exception {
    switch (arguments[1]) {
      case "vectors" -> vectors(Integer.parseInt(arguments[2]), contender);
      case "speed" ->
          speed(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), contender);
      default ->
          paced(
              arguments[1],
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              contender);
    }
    System.out.flush();
    System.exit(0);
  }

  private static void vectors(int count, Contender contender) {
    for (int number = 0; number < count; number++) {
      StringBuilder text = new StringBuilder();
      String ending;
      try {
        String reason = contender.stream("vector-" + number, (delta, _, _) -> text.append(delta));
        ending = reason == null ? "none" : reason;
      } catch (Exception | Error failed) {
        ending = "error";
      }
      String encoded =
          Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
      System.out.println("v " + number + " " + ending + " " + encoded);
    }
  }

  private static void speed(int warmUp, int rounds, Contender contender) throws Exception {
    for (int round = 0; round < warmUp + rounds; round++) {
      int[] deltas = {0};
      long begun = System.nanoTime();
      contender.stream("speed", (_, _, _) -> deltas[0]++);
      long took = System.nanoTime() - begun;
      if (round >= warmUp) {
        System.out.println("s " + took + " " + deltas[0]);
      }
    }
  }

  /** Two streams at once; the text of each delta is the server's clock as it was written. */
  private static void paced(String model, int warmUp, int rounds, Contender contender)
      throws Exception {
    for (int round = 0; round < warmUp + rounds; round++) {
      StringBuilder[] lines = {new StringBuilder(), new StringBuilder()};
      CountDownLatch ended = new CountDownLatch(2);
      for (StringBuilder mine : lines) {
        Thread.ofPlatform().start(() -> {
          try {
            boolean[] first = {true};
            contender.stream(model, (text, atNanos, reportedNanos) -> {
              long written = Long.parseLong(text.strip());
              if (first[0]) {
                mine.append("f ").append(reportedNanos - written).append('\n');
                first[0] = false;
              }
              mine.append("l ").append(atNanos - written).append('\n');
            });
          } catch (Exception failed) {
            mine.append("x ").append(failed).append('\n');
          } finally {
            ended.countDown();
          }
        });
      }
      ended.await();
      if (round >= warmUp) {
        System.out.print(lines[0]);
        System.out.print(lines[1]);
      }
    }
  }
}
