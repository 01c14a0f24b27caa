package app.diptych.local.worker;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The peer of the benchmark: a process that calls the library with the same settings and nothing
 * between. For each line it is sent it answers once and prints pieces and nanoseconds.
 */
public final class DirectRun {
  private DirectRun() {}

  /**
   * @param arguments model file, threads, context
   */
  public static void main(String[] arguments) throws IOException {
    LlamaModel model =
        new LlamaModel(
            new ModelParameters()
                .setModel(arguments[0])
                .setThreads(Integer.parseInt(arguments[1]))
                .setThreadsBatch(Integer.parseInt(arguments[1]))
                .setCtxSize(Integer.parseInt(arguments[2]))
                .setParallel(1)
                .disableMmap()
                .disableContextShift()
                .setChatTemplate("chatml"));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println("round " + round(model, line.replace("\\n", "\n")));
    }
    Runtime.getRuntime().halt(0);
  }

  private static String round(LlamaModel model, String prompt) {
    InferenceParameters parameters =
        new InferenceParameters(prompt)
            .setNPredict(400)
            .setCachePrompt(false)
            .setTemperature(2.0f)
            .setTopP(1.0f)
            .setSeed(3);
    int pieces = 0;
    long first = 0;
    long last = 0;
    for (LlamaOutput output : model.generate(parameters)) {
      if (!output.text.isEmpty()) {
        last = System.nanoTime();
        first = pieces == 0 ? last : first;
        pieces++;
      }
    }
    return pieces + " " + (last - first);
  }
}
