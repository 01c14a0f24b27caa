package app.diptych.cli;

import app.diptych.review.RaterWords;
import app.diptych.review.Vote;
import app.diptych.session.Named;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialJson;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prints every trial of a session. */
@Command(
    name = "show",
    description = "Prints the trials of a session: prompts, answers, metrics, verdicts.",
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "Exit code: 0 printed, 2 there is no such session."
    })
final class SessionsShowCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "SESSION", description = "The session.")
  String name = "";

  SessionsShowCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        root.terminal().complain(SessionsText.NONE_YET);
        return Exit.NOT_STARTED;
      }
      Sessions sessions = saved.sessions();
      return switch (sessions.names().session(name)) {
        case Named.One<SessionSummary>(SessionSummary session) -> {
          Map<String, List<Vote>> raters = sessions.raters(session.id());
          if (root.json) {
            root.terminal().print(SessionsText.pretty(document(session, sessions, raters)));
          } else {
            text(session, sessions.trials(session.id()), raters);
          }
          yield Exit.FINE;
        }
        case Named.None<SessionSummary> none -> {
          root.terminal().complain(none.failure());
          yield Exit.NOT_STARTED;
        }
      };
    }
  }

  private static ObjectNode document(
      SessionSummary session, Sessions sessions, Map<String, List<Vote>> raters)
      throws WorkspaceException {
    ObjectNode document = SessionsText.json(session);
    ArrayNode list = document.putArray("trials");
    for (SavedTrial saved : sessions.trials(session.id())) {
      ObjectNode trial =
          saved.answers().isEmpty()
              ? JsonNodeFactory.instance.objectNode().put("trial", saved.id())
              : TrialJson.tree(
                  new Trial(saved.id(), saved.startedAt(), saved.answers()),
                  recordings(saved, sessions));
      trial.put("number", saved.number());
      trial.put("parent", saved.parent());
      Vote vote = saved.vote();
      trial.put("verdict", vote == null ? null : SessionsText.word(vote.verdict()));
      trial.put("note", vote == null ? null : vote.note());
      ArrayNode others = trial.putArray("raters");
      raters.getOrDefault(saved.id(), List.of()).forEach(one -> others.add(rater(one)));
      list.add(trial);
    }
    return document;
  }

  private static Map<Side, Recording> recordings(SavedTrial trial, Sessions sessions)
      throws WorkspaceException {
    Map<Side, Recording> recordings = new EnumMap<>(Side.class);
    for (Side side : trial.answers().keySet()) {
      recordings.put(side, sessions.recording(trial.id(), side).orElse(Recording.EMPTY));
    }
    return recordings;
  }

  private static ObjectNode rater(Vote vote) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rater", vote.rater())
        .put("verdict", SessionsText.word(vote.verdict()))
        .put("note", vote.note());
  }

  private void text(
      SessionSummary session, List<SavedTrial> trials, Map<String, List<Vote>> raters) {
    Terminal terminal = root.terminal();
    terminal.print(Terminal.safe(SessionsText.oneLine(session.title())));
    for (SavedTrial trial : trials) {
      terminal.print("");
      terminal.print(
          "# "
              + trial.number()
              + (trial.parent() == null ? "" : " (goes on)")
              + "  "
              + Terminal.safe(trial.prompt().strip()));
      terminal.print("");
      for (Side side : Side.values()) {
        trial.answer(side).ifPresent(answer -> terminal.print(TrialText.of(side, answer)));
      }
      Vote vote = trial.vote();
      if (vote != null) {
        terminal.print(
            "Verdict: "
                + SessionsText.word(vote.verdict()).replace('_', ' ')
                + (vote.note().isEmpty() ? "" : ", " + Terminal.safe(vote.note())));
      }
      List<Vote> others = raters.getOrDefault(trial.id(), List.of());
      if (!others.isEmpty()) {
        terminal.print("Verdicts of others:");
        RaterWords.each(others).lines().forEach(line -> terminal.print("  " + Terminal.safe(line)));
      }
    }
  }
}
