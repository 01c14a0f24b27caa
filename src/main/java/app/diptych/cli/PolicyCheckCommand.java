package app.diptych.cli;

import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.Finding;
import app.diptych.guard.policy.PolicyCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds contradictions in a policy. */
@Command(
    name = "check",
    description =
        "Finds where a fallback policy contradicts itself or what is known of its gateways.",
    footer = {"", "Exit code: 0 no contradiction, 1 a contradiction, 2 the file cannot be read."})
final class PolicyCheckCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "FILE", description = "The policy, a JSON file.")
  Path file = Path.of("");

  PolicyCheckCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    FallbackPolicy policy = PolicyText.read(file);
    List<Finding> findings = PolicyCheck.of(policy);
    long contradictions = count(findings, Finding.Level.CONTRADICTION);
    if (root.json) {
      root.terminal().print(SessionsText.pretty(document(policy, findings)));
    } else {
      text(policy, findings);
    }
    return contradictions == 0 ? Exit.FINE : Exit.FAILED;
  }

  private void text(FallbackPolicy policy, List<Finding> findings) {
    Terminal terminal = root.terminal();
    terminal.print(
        Terminal.safe(
            file
                + ": "
                + policy.primary().name()
                + ", falling back to "
                + policy.fallback().name()));
    for (Finding finding : findings) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "  %-13s  %s",
              word(finding.level()),
              Terminal.safe(finding.sentence())));
    }
    terminal.print(
        SessionsText.count((int) count(findings, Finding.Level.CONTRADICTION), "contradiction")
            + ", "
            + SessionsText.count((int) count(findings, Finding.Level.DOUBT), "doubt")
            + ".");
  }

  private ObjectNode document(FallbackPolicy policy, List<Finding> findings) {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", file.toString())
            .put("primary", policy.primary().name())
            .put("fallback", policy.fallback().name());
    ArrayNode list = document.putArray("findings");
    findings.forEach(finding ->
        list.addObject()
            .put("level", word(finding.level()))
            .put("rule", finding.rule())
            .put("sentence", finding.sentence()));
    return document;
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private static String word(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
