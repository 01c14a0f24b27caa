package app.diptych.cli;

import app.diptych.report.check.ConsistencyCheck;
import app.diptych.report.check.Finding;
import app.diptych.report.check.PublishedFigures;
import app.diptych.report.check.UnreadableTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds contradictions in published tables. */
@Command(
    name = "check",
    description = {
      "Finds where published tables of figures contradict themselves.",
      "Tables in Markdown, or with tabs, commas or semicolons; metrics in rows or columns."
    },
    footer = {"", "Exit code: 0 no contradiction, 1 a contradiction, 2 no table that can be read."})
final class ClaimsCheckCommand implements Callable<Integer> {
  private static final int LONGEST_ANSWER = 10_000_000;

  private final DiptychCommand root;

  @Parameters(paramLabel = "FILE", description = "The tables, or - for standard input.")
  Path file = Path.of("");

  @Option(
      names = "--answer-tokens",
      paramLabel = "N",
      description =
          "How many tokens an answer had, if the publisher says so. Without it 200 is assumed, and said.")
  int tokens;

  ClaimsCheckCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (tokens < 0 || tokens > LONGEST_ANSWER) {
      throw new NotStarted("--answer-tokens must be between 1 and 10,000,000.");
    }
    PublishedFigures figures = figures();
    List<Finding> findings = ConsistencyCheck.of(figures, tokens);
    long contradictions = count(findings, Finding.Severity.CONTRADICTION);
    if (root.json) {
      root.terminal().print(SessionsText.pretty(document(figures, findings)));
    } else {
      text(figures, findings);
    }
    return contradictions == 0 ? Exit.FINE : Exit.FAILED;
  }

  private PublishedFigures figures() {
    try {
      return PublishedFigures.read(GivenText.read(file));
    } catch (UnreadableTable none) {
      throw new NotStarted(GivenText.name(file) + ": " + none.sentence(), none);
    }
  }

  private void text(PublishedFigures figures, List<Finding> findings) {
    Terminal terminal = root.terminal();
    terminal.print(
        Terminal.safe(
            GivenText.name(file)
                + ": "
                + SessionsText.count(figures.figures().size(), "figure")
                + " read."));
    for (Finding finding : findings) {
      terminal.print(
          Terminal.safe(
              String.format(
                  Locale.ROOT,
                  "  %-13s  %s: %s (%s)",
                  word(finding.severity()),
                  SessionsText.oneLine(finding.subject()),
                  SessionsText.oneLine(finding.sentence()),
                  finding.rule())));
    }
    figures
        .notes()
        .forEach(note ->
            terminal.print(Terminal.safe("  note           " + SessionsText.oneLine(note))));
    terminal.print(
        SessionsText.count((int) count(findings, Finding.Severity.CONTRADICTION), "contradiction")
            + ", "
            + SessionsText.count((int) count(findings, Finding.Severity.DOUBT), "doubt")
            + ".");
  }

  private ObjectNode document(PublishedFigures figures, List<Finding> findings) {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", file.toString())
            .put("figures", figures.figures().size())
            .put("answerTokens", tokens == 0 ? ConsistencyCheck.USUAL_ANSWER : tokens)
            .put("answerTokensAssumed", tokens == 0);
    ArrayNode list = document.putArray("findings");
    for (Finding finding : findings) {
      ObjectNode node =
          list.addObject()
              .put("severity", word(finding.severity()))
              .put("rule", finding.rule())
              .put("subject", finding.subject());
      ArrayNode numbers = node.putArray("numbers");
      finding.numbers().forEach(numbers::add);
      node.put("sentence", finding.sentence());
    }
    ArrayNode notes = document.putArray("notes");
    figures.notes().forEach(notes::add);
    return document;
  }

  private static long count(List<Finding> findings, Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String word(Finding.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
