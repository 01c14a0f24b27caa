package app.diptych.cli;

import app.diptych.batch.BatchPlan;
import app.diptych.batch.Prompting;
import app.diptych.batch.check.CheckFile;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a batch asks of every row. */
final class BatchQuestions {
  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description =
          "A template with the columns as blanks, such as {{text}}; each one given is asked of every row.")
  List<String> prompts = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A template in a UTF-8 file.")
  List<Path> promptFiles = new ArrayList<>();

  @Option(
      names = {"-s", "--system"},
      paramLabel = "TEXT",
      description = "The system prompt of conversations that have none.")
  String system = "";

  @Option(
      names = "--checks",
      paramLabel = "FILE",
      description = "Checks for every answer, as promptfoo writes its assertions (YAML or JSON).")
  @Nullable Path checks;

  @Option(
      names = "--repeat",
      paramLabel = "K",
      description = "Ask each row so many times. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  int repeat = 1;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "Mix the order of the rows, the same for the same seed.")
  @Nullable Long shuffle;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      split = ",",
      description = "0 to 2; several, with commas, are all tried. Default: the provider's own.")
  List<Double> temperatures = new ArrayList<>();

  @Option(names = "--top-p", paramLabel = "P", description = "Above 0, at most 1.")
  @Nullable Double topP;

  @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens of an answer.")
  @Nullable Integer maxTokens;

  @Option(names = "--seed", paramLabel = "N", description = "For the same answers again.")
  @Nullable Long seed;

  @Option(names = "--stop", paramLabel = "TEXT", description = "Ends an answer; up to 4 times.")
  List<String> stop = new ArrayList<>();

  /**
   * The plan; reads the files of templates and checks.
   *
   * @param reader keeps which checks are left out
   * @throws IllegalArgumentException for what makes no sense, with a sentence
   */
  BatchPlan plan(String a, String b, CheckReader reader) {
    List<Prompting> templates = new ArrayList<>();
    prompts.forEach(text -> templates.add(Prompting.of(system, text)));
    promptFiles.forEach(file -> templates.add(Prompting.of(system, read(file))));
    List<Sampling> samplings = new ArrayList<>();
    for (Double temperature : temperatures) {
      samplings.add(new Sampling(temperature, topP, maxTokens, seed, stop));
    }
    if (samplings.isEmpty()) {
      samplings.add(new Sampling(null, topP, maxTokens, seed, stop));
    }
    CheckList list = checks == null ? CheckList.NONE : CheckFile.read(checks, reader);
    String text = checks == null ? "" : list.toString();
    return new BatchPlan(a, b, templates, system, samplings, repeat, shuffle, list, text);
  }

  /** Where the checks are, so that the window can go on with them; empty for none. */
  String checksFile() {
    return checks == null ? "" : checks.toAbsolutePath().toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The template " + file + " cannot be read as UTF-8 text: check its name and permissions.",
          unreadable);
    }
  }
}
