package app.diptych.cli;

import app.diptych.exchange.Imported;
import app.diptych.exchange.Intake;
import app.diptych.prompt.Prompt;
import app.diptych.session.SavedSession;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is taken out of a file and what is not, for a terminal and as JSON. */
final class IntakeText {
  private static final int MOST_SHOWN = 10;
  private static final int LONGEST = 80;

  private final List<Path> files;
  private final Intake intake;
  private final boolean saved;

  /**
   * @param saved whether it was saved, and not only looked at
   */
  IntakeText(List<Path> files, Intake intake, boolean saved) {
    this.files = files;
    this.intake = intake;
    this.saved = saved;
  }

  String text() {
    Imported imported = intake.imported();
    StringBuilder text = new StringBuilder();
    text.append(names()).append(" (").append(imported.format().words()).append("): ");
    text.append(counts());
    imported.understood().forEach(sentence -> text.append("\n  ").append(sentence));
    intake.sessions().stream()
        .limit(MOST_SHOWN)
        .forEach(session ->
            text.append("\n  session: ")
                .append(brief(session.summary().title()))
                .append(" (")
                .append(SessionsText.count(session.trials().size(), "trial"))
                .append(")"));
    intake.prompts().stream()
        .limit(MOST_SHOWN)
        .forEach(prompt -> text.append("\n  prompt: ").append(brief(prompt.title())));
    more(text, intake.sessions().size() + intake.prompts().size());
    if (intake.copies() > 0) {
      text.append("\n  ")
          .append(SessionsText.count(intake.copies(), "session"))
          .append(
              intake.copies() == 1
                  ? " is here already and comes as a copy."
                  : " are here already and come as copies.");
    }
    if (intake.knownPrompts() > 0) {
      text.append("\n  ")
          .append(SessionsText.count(intake.knownPrompts(), "prompt"))
          .append(" of the library: left out, word for word the same.");
    }
    text.append(SessionsText.lines(imported.losses()));
    text.append(saved ? "\nImported." : "\nNothing was saved.");
    return Terminal.safe(text.toString());
  }

  ObjectNode json() {
    Imported imported = intake.imported();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", names())
            .put("format", imported.format().id())
            .put("saved", saved)
            .put("copies", intake.copies())
            .put("knownPrompts", intake.knownPrompts());
    ArrayNode sessions = node.putArray("sessions");
    intake.sessions().stream()
        .map(SavedSession::summary)
        .forEach(summary -> sessions.add(SessionsText.json(summary)));
    ArrayNode prompts = node.putArray("prompts");
    intake.prompts().stream().map(Prompt::title).forEach(prompts::add);
    ArrayNode understood = node.putArray("understood");
    imported.understood().forEach(understood::add);
    node.set("leftOut", SessionsText.json(imported.losses()));
    return node;
  }

  private String names() {
    return files.stream().map(Path::toString).collect(Collectors.joining(" + "));
  }

  private String counts() {
    int trials = intake.sessions().stream().mapToInt(session -> session.trials().size()).sum();
    String sessions =
        SessionsText.count(intake.sessions().size(), "session")
            + " with "
            + SessionsText.count(trials, "trial");
    String prompts = SessionsText.count(intake.prompts().size(), "prompt");
    return intake.prompts().isEmpty()
        ? sessions
        : intake.sessions().isEmpty() ? prompts : sessions + ", " + prompts;
  }

  private static void more(StringBuilder text, int all) {
    if (all > MOST_SHOWN) {
      text.append("\n  and ").append(all - MOST_SHOWN).append(" more");
    }
  }

  private static String brief(String words) {
    String line = SessionsText.oneLine(words);
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "\u2026";
  }
}
