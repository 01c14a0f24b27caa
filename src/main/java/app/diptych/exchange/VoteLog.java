package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the log that FastChat's server writes, of which only the votes are battles. */
final class VoteLog {
  private final Losses losses;
  private final Instant otherwise;
  private final Map<String, String> voters = new HashMap<>();

  /**
   * @param otherwise the date of a line that tells none
   */
  VoteLog(Losses losses, Instant otherwise) {
    this.losses = losses;
    this.otherwise = otherwise;
  }

  /** The battle of a line; nothing when the line is about something else. */
  Optional<Battle> read(Place line) throws ExchangeException {
    Verdict verdict = verdict(line.at("type").text());
    if (verdict == null) {
      losses.add("lines of the log that are no votes", "Only votes are taken.");
      return Optional.empty();
    }
    Map<Side, Dialogues.Speaker> sides = Map.of(Side.A, side(line, 0), Side.B, side(line, 1));
    return Optional.of(
        new Battle(
            new Dialogues.Talk(
                line.at("states").at(0).at("conv_id").text(""),
                Times.seconds(line.at("tstamp"), otherwise),
                sides),
            verdict,
            voter(line.at("ip").text("")),
            Optional.empty()));
  }

  private static @Nullable Verdict verdict(String type) {
    return switch (type) {
      case "leftvote" -> Verdict.A;
      case "rightvote" -> Verdict.B;
      case "tievote" -> Verdict.TIE;
      case "bothbad_vote" -> Verdict.BOTH_BAD;
      default -> null;
    };
  }

  private Dialogues.Speaker side(Place line, int index) throws ExchangeException {
    Place state = line.at("states").at(index).object();
    String shown = withoutHtml(line.at("models").at(index).text(""));
    boolean hidden = shown.isEmpty() || shown.equals("Model A") || shown.equals("Model B");
    String model = hidden ? state.at("model_name").text() : shown;
    List<Message> messages = new ArrayList<>();
    String system = state.at("system_message").text("");
    if (!system.isBlank()) {
      messages.add(Message.system(system));
    }
    messages.addAll(messages(state));
    return new Dialogues.Speaker(model, messages);
  }

  /** Speakers alternate; what stands before the offset are examples the user never saw. */
  private List<Message> messages(Place state) throws ExchangeException {
    List<Place> all = state.at("messages").items();
    int offset = state.at("offset").count().orElse(0);
    List<Message> messages = new ArrayList<>();
    for (int i = Math.min(offset, all.size()); i < all.size(); i++) {
      Place said = all.get(i).at(1);
      boolean user = (i - offset) % 2 == 0;
      if (!said.isMissing()) {
        String text = Chat.content(said, losses);
        messages.add(user ? Message.user(text) : Message.assistant(text));
      } else if (user) {
        messages.add(Message.user(""));
      }
    }
    return messages;
  }

  private static String withoutHtml(String name) {
    if (!name.startsWith("<h3>")) {
      return name;
    }
    String inner = name.replaceAll("</?h3>", "").strip();
    int colon = inner.indexOf(": ");
    return colon < 0 ? inner : inner.substring(colon + 2);
  }

  /** Voters are told apart but not by their address. */
  private String voter(String address) {
    return address.isEmpty()
        ? Battle.SOMEBODY
        : voters.computeIfAbsent(address, _ -> "arena_user_" + voters.size());
  }
}
