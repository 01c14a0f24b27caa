package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.review.Blinding;
import app.diptych.review.CastVote;
import app.diptych.review.Leak;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.session.ReviewJson;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pairs sent to somebody else, and the votes that come back. A packet holds a first and a second
 * answer to each prompt; which of them is side A is drawn for each pair from the seed of the
 * review, which stays at home, so that nobody who has the packet can tell the models apart by it.
 * No name of a model is in it.
 */
public final class ReviewPackets {
  private static final int VERSION = 1;
  private static final String PACKET = "diptychPacket";
  private static final String VOTES = "diptychVotes";
  private static final String DRAW = "\u0000packet";

  private ReviewPackets() {}

  /**
   * A packet that was opened.
   *
   * @param session what its pairs are kept in here
   */
  public record Opened(Review review, SavedSession session) {}

  /**
   * Votes that came back, in the words of the packet.
   *
   * @param review the id of the review they belong to
   * @param lines how many were in the file; those that could not be read are not among the votes
   */
  public record Returned(String review, List<CastVote> votes, int lines) {
    public Returned {
      votes = List.copyOf(votes);
    }

    /** The same in the words of the review at home; votes on what is no pair of it are left out. */
    public List<CastVote> of(Review home) {
      Set<String> items = new HashSet<>(home.items());
      return votes.stream()
          .filter(vote -> items.contains(vote.item()))
          .map(vote -> firstIsA(home, vote.item()) ? vote : vote.swapped())
          .toList();
    }
  }

  private static boolean firstIsA(Review home, String item) {
    return home.blinding().aIsLeft(DRAW, item);
  }

  /**
   * A packet of all pairs of a review.
   *
   * @param trials that are its items
   */
  public static String packet(Review review, List<SavedTrial> trials) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put(PACKET, VERSION).put("review", review.id()).put("title", review.title());
    ObjectNode settings = (ObjectNode) Json.mapper().readTree(ReviewJson.body(review));
    settings.remove(List.of("seed", "items"));
    root.set("settings", settings);
    ArrayNode items = root.putArray("items");
    for (SavedTrial trial : trials) {
      Answer a = trial.answer(Side.A).orElseThrow();
      Answer b = trial.answer(Side.B).orElseThrow();
      boolean firstIsA = firstIsA(review, trial.id());
      ObjectNode item = items.addObject().put("item", trial.id()).put("prompt", trial.prompt());
      ArrayNode before = item.putArray("before");
      for (Message message : a.request().messages()) {
        if (message.role() != Role.ASSISTANT && !message.content().equals(trial.prompt())) {
          before.addObject().put("role", message.role().wire()).put("content", message.content());
        }
      }
      item.put("first", text(firstIsA ? a : b, trial, review));
      item.put("second", text(firstIsA ? b : a, trial, review));
    }
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static String text(Answer answer, SavedTrial trial, Review review) {
    return review.settings().mask() ? Leak.mask(answer.text(), trial.prompt()) : answer.text();
  }

  /**
   * Reads a packet.
   *
   * @throws ExchangeException when it is none, with a sentence
   */
  public static Opened open(Path file, Instant now) throws ExchangeException {
    JsonNode root = read(file, PACKET, "a review packet");
    String id = id(root);
    SessionDraft session = new SessionDraft("Packet: " + Json.text(root, "title", "review"), now);
    List<String> items = new ArrayList<>();
    try {
      for (JsonNode item : root.path("items")) {
        items.add(add(session, item, now));
      }
      ObjectNode body = (ObjectNode) root.path("settings").deepCopy();
      body.put("seed", Long.toString(new SecureRandom().nextLong()));
      ArrayNode list = body.putArray("items");
      items.forEach(list::add);
      Review review =
          ReviewJson.review(id, Json.text(root, "title", "Review"), now, body.toString());
      return new Opened(review, session.session());
    } catch (IllegalArgumentException | ClassCastException wrong) {
      throw new ExchangeException(
          "The packet " + file + " cannot be used: " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Puts what was opened where it can be voted on. Pairs of a review that is here already join it,
   * as those of a second packet do.
   *
   * @return how many pairs are new here
   */
  public static int take(Workspace into, Opened opened)
      throws WorkspaceException, ExecutionException, InterruptedException {
    Review here = into.reviews().find(opened.review().id()).orElse(null);
    Set<String> known = here == null ? Set.of() : Set.copyOf(here.items());
    List<SavedSession.Whole> fresh =
        opened.session().trials().stream()
            .filter(whole -> !known.contains(whole.trial().id()))
            .toList();
    if (here != null) {
      // Somebody who opens it wants to see it.
      into.reviews().bringBack(here.id()).get();
    }
    if (fresh.isEmpty()) {
      return 0;
    }
    if (known.size() + fresh.size() > Review.MOST_ITEMS) {
      throw new IllegalArgumentException(
          "A review has at most %,d pairs.".formatted(Review.MOST_ITEMS));
    }
    into.sessions().add(SavedSession.counted(opened.session().summary(), fresh)).get();
    if (here == null) {
      into.reviews().add(opened.review()).get();
    } else {
      into.reviews()
          .widen(here.id(), fresh.stream().map(whole -> whole.trial().id()).toList())
          .get();
    }
    return fresh.size();
  }

  private static String add(SessionDraft session, JsonNode item, Instant now) {
    String prompt = Json.text(item, "prompt", "");
    List<Message> messages = new ArrayList<>();
    for (JsonNode before : item.path("before")) {
      String content = Json.text(before, "content", "");
      messages.add(
          Json.text(before, "role", "user").equals("system")
              ? Message.system(content)
              : Message.user(content));
    }
    messages.add(Message.user(prompt));
    AnswerDraft first =
        new AnswerDraft(Blinding.HIDDEN, messages).text(Json.text(item, "first", ""));
    AnswerDraft second =
        new AnswerDraft(Blinding.HIDDEN, messages).text(Json.text(item, "second", ""));
    String id = Json.text(item, "item", "");
    if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new IllegalArgumentException("a pair has no name. Ask for the packet again.");
    }
    return session.add(
        id,
        prompt,
        now,
        null,
        Drafted.finished(Map.of(Side.A, first, Side.B, second)),
        Map.of(),
        List.of());
  }

  /** What a rater said in an opened packet, to be sent back. */
  public static String votes(Review review, List<CastVote> cast) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put(VOTES, VERSION).put("review", review.id());
    ArrayNode votes = root.putArray("votes");
    for (CastVote vote : cast) {
      votes
          .addObject()
          .put("item", vote.item())
          .put("round", vote.round())
          .put("rater", vote.rater())
          .put("verdict", vote.verdict().name())
          .put("at", vote.at().toString())
          .set("detail", Json.mapper().readTree(ReviewJson.detail(vote)));
    }
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  /**
   * Reads votes that came back. One that cannot be read, or tells no rater, is left out.
   *
   * @throws ExchangeException when it is no such file, with a sentence
   */
  public static Returned returned(Path file) throws ExchangeException {
    JsonNode root = read(file, VOTES, "a file of votes on a packet");
    List<CastVote> votes = new ArrayList<>();
    int lines = 0;
    for (JsonNode vote : root.path("votes")) {
      lines++;
      try {
        String rater = Json.text(vote, "rater", "");
        if (!rater.isBlank()) {
          votes.add(
              ReviewJson.ballot(
                  Json.text(vote, "item", ""),
                  Math.clamp(vote.path("round").asInt(0), 0, 1),
                  rater,
                  Verdict.valueOf(Json.text(vote, "verdict", "")),
                  Instant.parse(Json.text(vote, "at", "")),
                  vote.path("detail").toString()));
        }
      } catch (IllegalArgumentException | DateTimeParseException unreadable) {
        // Told by the difference between lines and votes.
      }
    }
    return new Returned(id(root), votes, lines);
  }

  private static String id(JsonNode root) throws ExchangeException {
    String id = Json.text(root, "review", "");
    if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new ExchangeException("The file names no review: ask for it again.");
    }
    return id;
  }

  private static JsonNode read(Path file, String mark, String what) throws ExchangeException {
    String text;
    try {
      if (Files.size(file) > Source.MOST_BYTES) {
        throw new ExchangeException("The file " + file + " is too large to be " + what + ".");
      }
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new ExchangeException(
          "The file " + file + " cannot be read as text: check its name.", unreadable);
    }
    JsonNode root = Json.read(text, String.valueOf(file.getFileName()));
    if (root.path(mark).asInt(0) != VERSION) {
      throw new ExchangeException(
          "The file " + file + " is not " + what + " of a version that is known here.");
    }
    return root;
  }
}
