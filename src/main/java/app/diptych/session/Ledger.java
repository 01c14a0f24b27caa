package app.diptych.session;

import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.cost.Cost;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.Money;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry for every request that ended: it stays when its session is deleted, and keeps the tags
 * and the price of its day.
 */
final class Ledger {
  /** What copies an entry into another workspace, in the order of {@link #INSERT}. */
  static final String COLUMNS =
      "at, trial, side, model, answered_by, local, outcome, usage, gateway, tags, amount, currency,"
          + " estimated, unpriced";

  static final String INSERT =
      "INSERT OR IGNORE INTO ledger ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** The gateway is what stands before the first slash of a model's name. */
  static final String GATEWAY_OF_MODEL =
      "iif(local = 0 AND instr(model, '/') > 1, substr(model, 1, instr(model, '/') - 1), NULL)";

  /** In the place of "estimated": the amount is what a request without a price can have cost. */
  private static final int AT_MOST = 2;

  /** Beside the usage: what an answer of which not all is known can have cost at most. */
  private static final String MOST = "most";

  private static final String MOST_CURRENCY = "mostCurrency";

  /** Beside the usage: whether another model was asked in the place of the one asked for. */
  private static final String FAILED_OVER = "failedOver";

  /** Why an entry of an older version has no cost. */
  static final String TOO_OLD = "it was noted before the ledger kept costs";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Ledger() {}

  /**
   * A request that is told twice has one entry all the same.
   *
   * @param tags besides those of its session
   */
  static void put(
      Connection connection,
      String trial,
      Side side,
      Answer answer,
      Instant now,
      Collection<String> tags)
      throws SQLException {
    if (answer.recorded()) {
      // A recording asks nobody.
      return;
    }
    Origin origin = answer.origin();
    Failure failure = answer.failure();
    Cost cost = answer.isCharged() ? answer.cost() : null;
    Cost.Known known = cost instanceof Cost.Known priced ? priced : null;
    Cost.Unpriced unpriced = cost instanceof Cost.Unpriced open ? open : null;
    Money amount = known != null ? known.money() : unpriced != null ? unpriced.most() : null;
    Sql.update(
        connection,
        "INSERT INTO ledger ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (trial, side) DO UPDATE SET"
            + " at = excluded.at, answered_by = excluded.answered_by, outcome = excluded.outcome, usage ="
            + " excluded.usage, gateway = excluded.gateway, tags = excluded.tags, amount ="
            + " excluded.amount, currency = excluded.currency, estimated = excluded.estimated, unpriced ="
            + " excluded.unpriced",
        now.toEpochMilli(),
        trial,
        side.name(),
        answer.model(),
        origin == null ? null : origin.answeredBy(),
        answer.local() ? 1 : 0,
        failure == null ? "Finished" : failure.kind(),
        notes(answer, known),
        answer.gateway().orElse(null),
        tags(connection, trial, tags),
        amount == null ? null : amount.amount().toPlainString(),
        amount == null ? null : amount.currency(),
        known == null ? (amount == null ? 0 : AT_MOST) : known.estimated() ? 1 : 0,
        known != null ? known.open() : unpriced != null ? unpriced.why() : null);
  }

  /** The usage, and with it what has no column of its own; null when there is none of it. */
  private static @Nullable String notes(Answer answer, Cost.@Nullable Known known) {
    ObjectNode notes = JsonNodeFactory.instance.objectNode();
    if (AnswerJson.usage(answer.usage()) instanceof ObjectNode usage) {
      notes.setAll(usage);
    }
    Money most = known == null ? null : known.most();
    if (most != null) {
      notes.put(MOST, most.amount().toPlainString()).put(MOST_CURRENCY, most.currency());
    }
    if (answer.failedOver()) {
      notes.put(FAILED_OVER, true);
    }
    return notes.isEmpty() ? null : notes.toString();
  }

  private static String tags(Connection connection, String trial, Collection<String> more)
      throws SQLException {
    TreeSet<String> tags = new TreeSet<>(more);
    tags.addAll(
        Sql.list(
            connection,
            "SELECT g.name FROM tag g JOIN trial t ON t.session = g.session WHERE t.id = ?",
            row -> row.getString(1),
            trial));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tags.forEach(list::add);
    return list.toString();
  }

  /** The entries that were asked for, oldest first. */
  static List<LedgerEntry> read(Connection connection, LedgerQuery query) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    List<String> all = new ArrayList<>(List.of("TRUE"));
    add(all, values, "l.at >= ?", query.since() == null ? null : query.since().toEpochMilli());
    add(all, values, "l.at < ?", query.before() == null ? null : query.before().toEpochMilli());
    add(all, values, "l.gateway = ?", query.gateway());
    add(all, values, "l.model = ?", query.model());
    add(all, values, "EXISTS (SELECT 1 FROM json_each(l.tags) WHERE value = ?)", query.tag());
    // Without its sum nothing tells that the quick form was read wrongly.
    boolean verifies = RowSum.verifies(connection);
    return Sql.list(
        connection,
        "SELECT "
            + (verifies ? LedgerPack.quick("l") : LedgerPack.careful("l"))
            + " FROM ledger l WHERE "
            + String.join(" AND ", all)
            + " ORDER BY l.at, l.key",
        new Reading(connection, verifies),
        values.toArray());
  }

  private static void add(
      List<String> all, List<@Nullable Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      all.add(condition);
      values.add(value);
    }
  }

  /** Makes entries of rows; lists of tags come again and again and are read once. */
  private static final class Reading implements Sql.Row<LedgerEntry> {
    private final Map<String, List<String>> tags = new HashMap<>();
    private final LedgerPack row = new LedgerPack();
    private final Connection connection;
    private final boolean verifies;

    Reading(Connection connection, boolean verifies) {
      this.connection = connection;
      this.verifies = verifies;
    }

    @Override
    public LedgerEntry read(ResultSet rows) throws SQLException {
      if (!verifies) {
        row.read(rows.getBytes(1), false);
      } else if (!row.readQuick(rows.getBytes(1))) {
        readCarefully(row.key());
      }
      return new LedgerEntry(
          Instant.ofEpochMilli(row.at()),
          row.word(LedgerPack.TRIAL),
          row.word(LedgerPack.SIDE),
          row.word(LedgerPack.MODEL),
          hasFailedOver() ? row.text(LedgerPack.ANSWERED_BY) : null,
          row.text(LedgerPack.GATEWAY),
          tags.computeIfAbsent(row.word(LedgerPack.TAGS), Reading::list),
          row.word(LedgerPack.OUTCOME),
          cost());
    }

    private void readCarefully(long key) throws SQLException {
      byte[] packed =
          Sql.first(
                  connection,
                  "SELECT " + LedgerPack.careful("l") + " FROM ledger l WHERE l.key = ?",
                  one -> one.getBytes(1),
                  key)
              .orElseThrow(() -> new RowSum.DamagedRow("ledger"));
      row.read(packed, true);
    }

    private @Nullable Cost cost() {
      if (row.local()) {
        return new Cost.Local();
      }
      String amount = row.text(LedgerPack.AMOUNT);
      String currency = row.text(LedgerPack.CURRENCY);
      String unpriced = row.text(LedgerPack.UNPRICED);
      if (amount == null || currency == null) {
        return unpriced == null ? null : new Cost.Unpriced(unpriced);
      }
      Money money = Money.of(amount, currency);
      return row.estimated() == AT_MOST
          ? new Cost.Unpriced(unpriced == null ? Cost.Unpriced.UNKNOWN.why() : unpriced, money)
          : new Cost.Known(money, row.estimated() != 0, unpriced, unpriced == null ? null : most());
    }

    /** Older entries tell it only when another gateway was asked. */
    private boolean hasFailedOver() {
      String gateway = row.text(LedgerPack.GATEWAY);
      if (gateway == null) {
        return false;
      }
      String notes = row.text(LedgerPack.USAGE);
      return (notes != null && notes.contains(FAILED_OVER))
          || !row.word(LedgerPack.MODEL).startsWith(gateway + "/");
    }

    private @Nullable Money most() {
      String notes = row.text(LedgerPack.USAGE);
      if (notes == null || !notes.contains(MOST_CURRENCY)) {
        return null;
      }
      JsonNode read = MAPPER.readTree(notes);
      return Money.of(read.path(MOST).asString(""), read.path(MOST_CURRENCY).asString(""));
    }

    private static List<String> list(String json) {
      List<String> names = new ArrayList<>();
      for (JsonNode name : MAPPER.readTree(json)) {
        names.add(name.asString(""));
      }
      return List.copyOf(names);
    }
  }
}
