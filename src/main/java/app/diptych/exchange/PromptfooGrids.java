package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts results by test and provider; those we wrote ourselves by what we noted with them. */
final class PromptfooGrids {
  private final List<PromptfooRow> rows;
  private final String title;
  private final Instant at;
  private final Losses losses;
  private final PromptfooVotes votes;

  PromptfooGrids(List<PromptfooRow> rows, String title, Instant at, Losses losses) {
    this.rows = rows;
    this.title = title;
    this.at = at;
    this.losses = losses;
    this.votes = new PromptfooVotes(at);
  }

  List<SavedSession> sessions() throws ExchangeException {
    Map<String, Grid> grids = new LinkedHashMap<>();
    Map<String, String> titles = new LinkedHashMap<>();
    for (PromptfooRow row : rows) {
      List<Message> messages = PromptfooChat.read(row.prompt(), losses);
      tellNotTaken(row.place());
      if (!Chat.canBeSent(messages, losses)) {
        continue;
      }
      boolean ours = row.ours("trial").isText();
      String session = row.ours("session").text("");
      titles.putIfAbsent(session, row.ours("title").text(title));
      Grid grid = grids.computeIfAbsent(session, _ -> grid(ours));
      String model = row.ours("model").text(row.provider());
      grid.put(
          ours ? row.ours("trial").text("") : row.test(),
          ours ? row.ours("side").text("") : row.provider(),
          new Grid.Cell(row.answer(new AnswerDraft(model, messages)), at, row.place()));
    }
    List<SavedSession> sessions = new ArrayList<>();
    for (Map.Entry<String, Grid> grid : grids.entrySet()) {
      sessions.addAll(
          grid.getValue().sessions(titles.getOrDefault(grid.getKey(), title), at, votes));
    }
    return sessions;
  }

  private Grid grid(boolean ours) {
    Grid grid = new Grid(losses);
    if (ours) {
      grid.column(Side.A.name());
    }
    return grid;
  }

  private void tellNotTaken(Place result) throws ExchangeException {
    losses.add(
        "results of checks",
        PromptfooVotes.checks(result).size(),
        "A verdict says which of two answers is better.");
    losses.add(
        "costs",
        result.at("cost").number().orElse(0d) > 0 ? 1 : 0,
        "What an answer cost follows from its tokens and prices.");
  }
}
