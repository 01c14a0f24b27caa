package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads clean battles, and rows of the 55k file, whose texts are lists written as text. */
final class Battles {
  private final Losses losses;
  private final Instant otherwise;

  /**
   * @param otherwise the date of a row that tells none
   */
  Battles(Losses losses, Instant otherwise) {
    this.losses = losses;
    this.otherwise = otherwise;
  }

  Battle read(Place row) throws ExchangeException {
    Instant at = Times.seconds(row.at("tstamp"), otherwise);
    boolean packed = row.has("response_a");
    Map<Side, Dialogues.Speaker> sides =
        Map.of(
            Side.A, new Dialogues.Speaker(row.at("model_a").text(), talk(row, "a", packed)),
            Side.B, new Dialogues.Speaker(row.at("model_b").text(), talk(row, "b", packed)));
    String question = packed ? "" : row.at("question_id").words("");
    return new Battle(
        new Dialogues.Talk(question, at, sides),
        verdict(row),
        rater(row.at("judge")),
        row.at("turn").count());
  }

  private List<Message> talk(Place row, String side, boolean packed) throws ExchangeException {
    return packed
        ? alternating(unpacked(row.at("prompt")), unpacked(row.at("response_" + side)))
        : Chat.read(row.at("conversation_" + side), losses);
  }

  private static List<Message> alternating(List<String> prompts, List<String> answers) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < Math.min(prompts.size(), answers.size()); i++) {
      messages.add(Message.user(prompts.get(i)));
      messages.add(Message.assistant(answers.get(i)));
    }
    return messages;
  }

  /** The texts of a list that was written as text; {@code null} among them is an empty answer. */
  private static List<String> unpacked(Place text) throws ExchangeException {
    String json = text.text();
    Place list = text.inside(Json.read(json.isBlank() ? "[]" : json, text.where()));
    List<String> texts = new ArrayList<>();
    for (Place item : list.items()) {
      texts.add(item.isMissing() ? "" : item.text());
    }
    return texts;
  }

  /** Who won, as flags or as a word; null when the row does not say. */
  static @Nullable Verdict verdict(Place row) {
    if (isSet(row.at("winner_model_a"))) {
      return Verdict.A;
    }
    if (isSet(row.at("winner_model_b"))) {
      return Verdict.B;
    }
    return isSet(row.at("winner_tie")) ? Verdict.TIE : Battle.verdict(row.at("winner").text(""));
  }

  private static boolean isSet(Place flag) {
    return flag.isTrue() || flag.number().orElse(0d) == 1 || flag.text("").equals("1");
  }

  /** A name, or as MT-Bench writes it the judge's model and its prompt. */
  static String rater(Place judge) throws ExchangeException {
    String name = judge.isMissing() ? "" : BenchFiles.judge(judge);
    return switch (name.strip()) {
      case "" -> Battle.SOMEBODY;
      case Battle.OWNER -> "";
      default -> name.strip();
    };
  }
}
