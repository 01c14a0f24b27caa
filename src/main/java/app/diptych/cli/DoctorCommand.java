package app.diptych.cli;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Says what of Java, display, engines, memory, graphics cards and gateways is there, or how to get
 * it.
 */
@Command(
    name = "doctor",
    description = "Checks this machine: what is found, and how to get what is missing.")
final class DoctorCommand implements Callable<Integer> {
  private final DiptychCommand root;

  DoctorCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      List<Finding> findings = rooms.examine();
      root.terminal().print(root.json ? json(findings) : text(findings));
      boolean missing = findings.stream().anyMatch(finding -> finding.level() == Level.MISSING);
      return missing ? Exit.FAILED : Exit.FINE;
    }
  }

  private static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      String mark =
          switch (finding.level()) {
            case OK -> "ok      ";
            case OPTIONAL -> "optional";
            case MISSING -> "missing ";
          };
      text.append(mark)
          .append("  ")
          .append(String.format(Locale.ROOT, "%-18s", finding.subject()))
          .append(Terminal.safe(finding.found()))
          .append('\n');
      if (!finding.advice().isEmpty()) {
        text.append(" ".repeat(28)).append("> ").append(finding.advice()).append('\n');
      }
    }
    return text.toString().stripTrailing();
  }

  private static String json(List<Finding> findings) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    findings.forEach(finding ->
        list.addObject()
            .put("subject", finding.subject())
            .put("level", finding.level().name().toLowerCase(Locale.ROOT))
            .put("found", finding.found())
            .put("advice", finding.advice()));
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }
}
