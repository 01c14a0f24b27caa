package app.diptych.cli;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Says what of Java, display, engines, memory, graphics cards and gateways is there, or how to get
 * it.
 */
@Command(
    name = "doctor",
    description = {
      "Checks this machine and your workspace: what is found, and how to get what is missing.",
      "Each gateway is asked for its models, with its key."
    },
    footer = {"", "Exit code: 0 all is well, 1 something is missing or failed."})
final class DoctorCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(
      names = "--restore-backup",
      description = {
        "Put the newest backup of your sessions back, with everything newer that can still be read.",
        "The file that was there is kept under another name."
      })
  boolean restoreBackup;

  DoctorCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      if (restoreBackup) {
        restore(rooms);
        return Exit.FINE;
      }
      List<Finding> findings = rooms.examine();
      root.terminal().print(root.json ? json(findings) : text(findings));
      return findings.stream().allMatch(DoctorCommand::isFine) ? Exit.FINE : Exit.FAILED;
    }
  }

  private void restore(Rooms rooms) {
    String done = rooms.restoreBackup();
    root.terminal()
        .print(
            root.json
                ? JsonNodeFactory.instance.objectNode().put("restored", done).toString()
                : done);
  }

  private static boolean isFine(Finding finding) {
    return finding.level() == Level.OK || finding.level() == Level.OPTIONAL;
  }

  private static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      String mark =
          switch (finding.level()) {
            case OK -> "ok      ";
            case OPTIONAL -> "optional";
            case MISSING -> "missing ";
            case FAILED -> "failed  ";
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
