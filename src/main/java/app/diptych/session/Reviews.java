package app.diptych.session;

import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.timing.NanoClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Blind reviews and every ballot that was cast in them. A ballot is also the rater's verdict on its
 * trial, so that it counts wherever verdicts do. Reading blocks for a moment; a change returns at
 * once and is done when its future is.
 */
public final class Reviews {
  /** The last word of a rater on a pair; of two of one moment the one that was written last. */
  private static final String HOLDS =
      "b.key = (SELECT l.key FROM ballot l WHERE l.review = b.review AND l.rater = b.rater AND l.trial ="
          + " b.trial AND l.round = b.round ORDER BY l.given_at DESC, l.key DESC LIMIT 1)";

  /** The last word of a rater on a trial that is no ballot of that review. */
  private static final String LAST_ELSEWHERE =
      "SELECT max(l.key) FROM verdict l JOIN trial t ON t.key = l.trial WHERE t.id = ? AND l.rater = ?"
          + " AND NOT EXISTS (SELECT 1 FROM ballot b WHERE b.review = ? AND b.rater = l.rater AND b.trial ="
          + " t.id AND b.given_at = l.given_at)";

  /** Before the review and the rater, in the names of values. */
  private static final String NAMES_TOLD = "review.names/";

  private final Readers readers;
  private final Writer writer;
  private final NanoClock clock;

  /**
   * A review and how far it is.
   *
   * @param ballots pairs that were judged, by all raters
   * @param raters who judged any
   */
  public record Standing(Review review, int ballots, int raters) {}

  /**
   * One line of the history of a review.
   *
   * @param verdict null where the vote before was taken back
   * @param detail all else that was said, as {@link ReviewJson} writes it
   * @param holds whether it is the rater's last word on the pair
   */
  public record Line(
      String item,
      int round,
      String rater,
      @Nullable Verdict verdict,
      Instant at,
      String detail,
      boolean holds) {}

  Reviews(Readers readers, Writer writer, NanoClock clock) {
    this.readers = readers;
    this.writer = writer;
    this.clock = clock;
  }

  /** Every review that is not deleted, the newest first. */
  public List<Standing> list() throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT r.*, (SELECT count(*) FROM ballot b WHERE b.review = r.id AND b.verdict IS NOT NULL"
                + " AND b.round = 0 AND "
                + HOLDS
                + ") AS ballots, (SELECT count(DISTINCT rater) FROM ballot b WHERE b.review = r.id) AS raters, "
                + RowSum.whole("review", "r")
                + " AS whole FROM review r WHERE r.deleted_at IS NULL ORDER BY r.made_at DESC, r.id",
            row -> new Standing(review(row), row.getInt("ballots"), row.getInt("raters"))));
  }

  /** The pairs of those sessions that can be judged; reads their answers. */
  public ReviewPairs pairs(List<String> sessions) throws WorkspaceException {
    return pairs(sessions, false);
  }

  /**
   * The same.
   *
   * @param withoutLeaks whether pairs in which an answer says whose it is are left out
   */
  public ReviewPairs pairs(List<String> sessions, boolean withoutLeaks) throws WorkspaceException {
    ReviewPairs all = ReviewPairs.none();
    for (String session : sessions) {
      all =
          all.plus(
              ReviewPairs.of(
                  readers.read(connection -> TrialReader.ofSession(connection, session)),
                  withoutLeaks));
    }
    return all;
  }

  /**
   * Those of some trials that can be judged; one at a time, so that any number can be looked at.
   */
  public ReviewPairs pairsOf(List<String> trials, boolean withoutLeaks) throws WorkspaceException {
    ReviewPairs all = ReviewPairs.none();
    for (String trial : trials) {
      List<SavedTrial> one =
          readers.read(connection -> TrialReader.one(connection, trial)).stream().toList();
      all = all.plus(ReviewPairs.of(one, withoutLeaks));
    }
    return all;
  }

  public Optional<Review> find(String id) throws WorkspaceException {
    return readers.read(connection -> one(connection, id));
  }

  private static Optional<Review> one(Connection connection, String id) throws SQLException {
    return Sql.first(
        connection,
        "SELECT r.*, " + RowSum.whole("review", "r") + " AS whole FROM review r WHERE r.id = ?",
        Reviews::review,
        id);
  }

  private static Review review(ResultSet row) throws SQLException {
    RowSum.require(row, "whole", "review");
    return ReviewJson.review(
        row.getString("id"),
        row.getString("title"),
        Instant.ofEpochMilli(row.getLong("made_at")),
        row.getString("body"));
  }

  /** Keeps a new review. */
  public CompletableFuture<Void> add(Review review) {
    return writer.write(connection -> insert(connection, review));
  }

  private static void insert(Connection connection, Review review) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO review (id, title, made_at, body) VALUES (?, ?, ?, ?)",
        review.id(),
        review.title(),
        review.madeAt().toEpochMilli(),
        ReviewJson.body(review));
  }

  /**
   * Adds pairs to a review that is here, such as those of a later packet; what was voted stays, and
   * so do the sides that were drawn. Which pairs are shown twice is drawn anew, among all.
   */
  public CompletableFuture<Void> widen(String id, List<String> items) {
    return writer.write(connection -> {
      Review before = one(connection, id).orElseThrow();
      Set<String> all = new LinkedHashSet<>(before.items());
      all.addAll(items);
      Review wider =
          new Review(
              before.id(),
              before.title(),
              before.madeAt(),
              List.copyOf(all),
              before.seed(),
              before.settings());
      Sql.update(connection, "UPDATE review SET body = ? WHERE id = ?", ReviewJson.body(wider), id);
    });
  }

  /** Out of the list; its ballots stay, and so do the verdicts they gave. */
  public CompletableFuture<Void> delete(String id) {
    return mark(id, clock.now().toEpochMilli());
  }

  /** Back into the list. */
  public CompletableFuture<Void> bringBack(String id) {
    return mark(id, null);
  }

  private CompletableFuture<Void> mark(String id, @Nullable Long at) {
    return writer.write(connection ->
        Sql.update(connection, "UPDATE review SET deleted_at = ? WHERE id = ?", at, id));
  }

  /** The ballots that hold, in the order in which they were cast. */
  public List<CastVote> ballots(String review) throws WorkspaceException {
    return readers.read(connection -> ballots(connection, review));
  }

  static List<CastVote> ballots(Connection connection, String review) throws SQLException {
    return Sql.list(
        connection,
        "SELECT b.*, "
            + RowSum.whole("ballot", "b")
            + " AS whole FROM ballot b WHERE b.review = ? AND b.verdict IS NOT NULL AND "
            + HOLDS
            + " ORDER BY b.given_at, b.key",
        row -> {
          RowSum.require(row, "whole", "ballot");
          return ReviewJson.ballot(
              row.getString("trial"),
              row.getInt("round"),
              row.getString("rater"),
              Verdict.valueOf(row.getString("verdict")),
              Instant.ofEpochMilli(row.getLong("given_at")),
              row.getString("detail"));
        },
        review);
  }

  /** Those of its pairs that are still in the workspace, both answers of them. */
  public Set<String> present(Review review) throws WorkspaceException {
    String asked = JsonMapper.shared().writeValueAsString(review.items());
    return readers.read(connection ->
        Set.copyOf(
            Sql.list(
                connection,
                "SELECT t.id FROM json_each(?) j CROSS JOIN trial t ON t.id = j.value WHERE (SELECT"
                    + " count(*) FROM side s WHERE s.trial = t.key) = 2",
                row -> row.getString(1),
                asked)));
  }

  /** Notes that a rater has been told the names of the models from now on; the first time stays. */
  public CompletableFuture<Void> namesTold(String review, String rater) {
    String now = String.valueOf(clock.now().toEpochMilli());
    return writer.write(connection ->
        Sql.update(
            connection,
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
            namesTold(review) + rater,
            now));
  }

  /**
   * Since when raters of a review have known the names of the models; those who do not are not in
   * it.
   */
  public Map<String, Instant> whoKnowsNames(String review) throws WorkspaceException {
    String begin = namesTold(review);
    Map<String, Instant> known = new HashMap<>();
    readers.read(connection ->
        Sql.each(
            connection,
            "SELECT m.name, m.value, "
                + RowSum.whole("meta", "m")
                + " AS whole FROM meta m WHERE substr(m.name, 1, ?) = ?",
            row -> {
              RowSum.require(row, "whole", "meta");
              known.put(
                  row.getString("name").substring(begin.length()),
                  Instant.ofEpochMilli(Long.parseLong(row.getString("value"))));
              return true;
            },
            begin.codePointCount(0, begin.length()),
            begin));
    return known;
  }

  private static String namesTold(String review) {
    return NAMES_TOLD + review + "/";
  }

  /** Everything that was ever said in a review, those votes that were replaced among it. */
  public List<Line> history(String review) throws WorkspaceException {
    return readers.read(connection ->
        Sql.list(
            connection,
            "SELECT b.*, ("
                + HOLDS
                + ") AS holds, "
                + RowSum.whole("ballot", "b")
                + " AS whole FROM ballot b WHERE b.review = ? ORDER BY b.given_at, b.key",
            row -> {
              RowSum.require(row, "whole", "ballot");
              String verdict = row.getString("verdict");
              return new Line(
                  row.getString("trial"),
                  row.getInt("round"),
                  row.getString("rater"),
                  verdict == null ? null : Verdict.valueOf(verdict),
                  Instant.ofEpochMilli(row.getLong("given_at")),
                  row.getString("detail"),
                  row.getBoolean("holds"));
            },
            review));
  }

  /**
   * Saves a ballot; an earlier one by the same rater on the same pair stays in the history. It is
   * on the disk when the future is done.
   */
  public CompletableFuture<Void> cast(String review, CastVote ballot) {
    return writer.write(connection -> cast(connection, review, ballot));
  }

  private void cast(Connection connection, String review, CastVote ballot) throws SQLException {
    write(connection, review, ballot, ballot.verdict().name());
    if (ballot.round() == 0 && isLast(connection, review, ballot)) {
      verdict(connection, ballot, ballot.verdict().name());
    }
  }

  /** A packet may bring back what is older than what is here. */
  private static boolean isLast(Connection connection, String review, CastVote ballot)
      throws SQLException {
    return Sql.number(
            connection,
            "SELECT count(*) FROM ballot WHERE review = ? AND trial = ? AND round = ? AND rater = ? AND"
                + " given_at > ?",
            review,
            ballot.item(),
            ballot.round(),
            ballot.rater(),
            ballot.at().toEpochMilli())
        == 0;
  }

  /** Takes a ballot back, and the verdict it gave: what the rater had said before holds again. */
  public CompletableFuture<Void> takeBack(String review, CastVote ballot) {
    return writer.write(connection -> {
      write(connection, review, ballot, null);
      if (ballot.round() == 0) {
        verdict(connection, ballot, null);
        Sql.update(
            connection,
            "INSERT INTO verdict (trial, rater, verdict, note, given_at) SELECT v.trial, v.rater,"
                + " v.verdict, v.note, v.given_at FROM verdict v WHERE v.key = ("
                + LAST_ELSEWHERE
                + ") AND v.verdict IS NOT NULL",
            ballot.item(),
            ballot.rater(),
            review);
        recount(connection, ballot.item());
      }
    });
  }

  /**
   * Of how many pairs of a review a rater has said something before that holds still, and that a
   * ballot in it takes the place of; pairs with a ballot are not among them.
   */
  public int alreadyJudged(Review review, String rater) throws WorkspaceException {
    String asked = JsonMapper.shared().writeValueAsString(review.items());
    return readers.read(connection ->
        (int)
            Sql.number(
                connection,
                "SELECT count(*) FROM json_each(?) j CROSS JOIN trial t ON t.id = j.value JOIN verdict v"
                    + " ON v.key = (SELECT max(key) FROM verdict l WHERE l.trial = t.key AND l.rater ="
                    + " ?) WHERE v.verdict IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ballot b WHERE"
                    + " b.review = ? AND b.rater = v.rater AND b.trial = t.id AND b.round = 0)",
                asked,
                rater,
                review.id()));
  }

  private static void write(
      Connection connection, String review, CastVote ballot, @Nullable String verdict)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO ballot (review, trial, round, rater, verdict, given_at, detail) VALUES (?, ?, ?, ?,"
            + " ?, ?, ?)",
        review,
        ballot.item(),
        ballot.round(),
        ballot.rater(),
        verdict,
        ballot.at().toEpochMilli(),
        ReviewJson.detail(ballot));
  }

  private void verdict(Connection connection, CastVote ballot, @Nullable String verdict)
      throws SQLException {
    // A trial may have been given up for good; what was said of it is in the review.
    Sql.update(
        connection,
        "INSERT INTO verdict (trial, rater, verdict, note, given_at) SELECT key, ?, ?, ?, ? FROM trial"
            + " WHERE id = ?",
        ballot.rater(),
        verdict,
        ballot.note(),
        ballot.at().toEpochMilli(),
        ballot.item());
    recount(connection, ballot.item());
  }

  private void recount(Connection connection, String trial) throws SQLException {
    String session =
        Sql.first(
                connection,
                "SELECT session FROM trial WHERE id = ?",
                row -> row.getString(1),
                trial)
            .orElse(null);
    if (session != null) {
      SessionRows.count(connection, session, clock.now());
    }
  }

  /**
   * Takes ballots from elsewhere, such as a packet that comes back. One that is there already, by
   * the same rater at the same moment, is not taken twice.
   *
   * @return done with how many were new
   */
  public CompletableFuture<Integer> merge(Review review, List<CastVote> ballots) {
    CompletableFuture<Integer> taken = new CompletableFuture<>();
    CompletableFuture<Void> written =
        writer.write(connection -> {
          if (one(connection, review.id()).isEmpty()) {
            insert(connection, review);
          }
          int added = 0;
          for (CastVote ballot : ballots) {
            if (!isThere(connection, review.id(), ballot)) {
              cast(connection, review.id(), ballot);
              added++;
            }
          }
          taken.complete(added);
        });
    return written.thenCombine(taken, (_, added) -> added);
  }

  private static boolean isThere(Connection connection, String review, CastVote ballot)
      throws SQLException {
    return Sql.number(
            connection,
            "SELECT count(*) FROM ballot WHERE review = ? AND trial = ? AND round = ? AND rater = ? AND"
                + " given_at = ?",
            review,
            ballot.item(),
            ballot.round(),
            ballot.rater(),
            ballot.at().toEpochMilli())
        > 0;
  }
}
