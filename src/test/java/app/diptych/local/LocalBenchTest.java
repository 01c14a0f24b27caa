package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.aim.Aim;
import app.diptych.completion.Sampling;
import app.diptych.local.worker.DirectRun;
import app.diptych.timing.NanoClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens per second through the provider against the same library called directly in a process of
 * its own: same Java, same flags, same model, threads, context, prompt and seed; rounds
 * interleaved, medians compared. Prints, and asserts nothing about time.
 */
@Tag("bench")
class LocalBenchTest {
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;
  private static final String PROMPT = Demo.STORY;
  private static final String RENDERED =
      "<|im_start|>user\\n" + PROMPT + "<|im_end|>\\n<|im_start|>assistant\\n";
  private static final Sampling SAMPLING = new Sampling(2.0, 1.0, 400, 3L, List.of());

  @TempDir Path folder;

  @Test
  void answersAsFastAsTheLibraryItself() throws Exception {
    for (Path model : List.of(Demo.small(), Demo.base())) {
      compare(model);
    }
  }

  @Test
  void loadsQuickly() throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      try (LocalProvider provider = Demo.provider(Demo.small(), folder)) {
        long begin = NanoClock.system().nanos();
        assertThat(provider.prepare()).isEmpty();
        millis.add((NanoClock.system().nanos() - begin) / 1e6);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "prepare() of demo/small: median %.0f ms, best %.0f ms%n",
        median(millis),
        millis.getFirst());
  }

  private void compare(Path model) throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> direct = new ArrayList<>();
    Process peer = startPeer(model);
    try (LocalProvider provider = Demo.provider(model, folder);
        PrintStream ask = new PrintStream(peer.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader told = peer.inputReader(StandardCharsets.UTF_8)) {
      assertThat(provider.prepare()).isEmpty();
      for (int round = 0; round < ROUNDS + WARM_UP; round++) {
        double through = throughProvider(provider);
        ask.println(RENDERED);
        double without = rate(told);
        if (round >= WARM_UP) {
          ours.add(through);
          direct.add(without);
        }
      }
    } finally {
      peer.destroyForcibly();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: provider %.0f tokens/s, library alone %.0f tokens/s, ratio %.3f%n",
        model.getFileName(),
        median(ours),
        median(direct),
        median(ours) / median(direct));
    if (model.equals(Demo.base())) {
      Aim.LOCAL.measured(median(ours) / median(direct));
    }
  }

  private static double throughProvider(LocalProvider provider) throws InterruptedException {
    Recording answer = Demo.answer(provider, Demo.ask(PROMPT, SAMPLING));
    int pieces = answer.deltas().size();
    // Stamps: started, the pieces, usage, end.
    List<Long> stamps = answer.stamps().subList(1, 1 + pieces);
    return (pieces - 1) * 1e9 / (stamps.getLast() - stamps.getFirst());
  }

  private static double rate(BufferedReader told) throws IOException {
    String line = told.readLine();
    while (line != null && !line.startsWith("round ")) {
      line = told.readLine();
    }
    assertThat(line).as("the peer lives").isNotNull();
    String[] words = String.valueOf(line).split(" ", -1);
    return (Integer.parseInt(words[1]) - 1) * 1e9 / Long.parseLong(words[2]);
  }

  private Process startPeer(Path model) throws IOException {
    Path temp = Files.createTempDirectory(folder, "peer");
    WorkerDirectory directory = WorkerDirectory.create(temp);
    List<String> command =
        new ArrayList<>(WorkerCommandLine.of(directory, model, new WorkerShape(1, 512, 1)));
    List<String> flags = command.subList(0, command.size() - 6);
    flags.add(DirectRun.class.getName());
    flags.addAll(List.of(model.toString(), "1", "512"));
    return new ProcessBuilder(flags).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }
}
