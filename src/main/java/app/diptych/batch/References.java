package app.diptych.batch;

import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Right answers, which stay in the data set a batch was made of.
 *
 * @param byTrial by the id of the trial
 * @param digest the same for the same answers to the same rows; empty when there are none
 */
public record References(Map<String, String> byTrial, String digest) {
  public static final References NONE = new References(Map.of(), "");

  private static final List<String> COLUMNS = List.of("reference", "ideal", "expected", "answer");
  private static final int PAGE = 1_000;

  /** So much text of right answers is held at once; beyond it they are no answers. */
  private static final long MOST_CHARACTERS = 100_000_000;

  public References {
    byTrial = Map.copyOf(byTrial);
  }

  /**
   * @param column null for the first usual one a row has
   * @throws DatasetException when the data set cannot be read, or is not the batch's
   */
  public static References read(
      Workspace workspace, String session, Dataset dataset, @Nullable String column)
      throws DatasetException, WorkspaceException {
    Map<String, String> rows = rows(dataset, column);
    Map<String, String> byTrial = new HashMap<>();
    for (SavedBatch batch : workspace.batches().list()) {
      if (batch.session().equals(session)) {
        JsonNode plan = JsonMapper.shared().readTree(batch.plan());
        if (!plan.path("fingerprint").asString("").equals(dataset.fingerprint())) {
          throw new DatasetException(
              "%s is not what this batch was made of, %s: its right answers may be of other questions."
                  .formatted(dataset.name(), plan.path("dataset").asString("another file")));
        }
        take(workspace, batch, rows, byTrial);
      }
    }
    return byTrial.isEmpty() ? NONE : new References(byTrial, digest(rows));
  }

  /** Of all rows, so that it stays the same while more of them are asked. */
  private static String digest(Map<String, String> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      rows.forEach((row, right) -> {
        digest.update((row + " " + right.length() + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(right.getBytes(StandardCharsets.UTF_8));
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void take(
      Workspace workspace, SavedBatch batch, Map<String, String> rows, Map<String, String> byTrial)
      throws WorkspaceException {
    long after = -1;
    List<SettledItem> page;
    do {
      page = workspace.batches().items(batch.id(), after, PAGE);
      for (SettledItem item : page) {
        after = item.item();
        String right =
            rows.get(JsonMapper.shared().readTree(item.detail()).path("row").asString(""));
        if (item.trial() != null && right != null) {
          byTrial.put(item.trial(), right);
        }
      }
    } while (page.size() == PAGE);
  }

  private static Map<String, String> rows(Dataset dataset, @Nullable String column)
      throws DatasetException {
    Map<String, String> rows = new LinkedHashMap<>();
    long characters = 0;
    try (RowReader reader = dataset.open()) {
      for (DatasetRow row = reader.next(); row != null; row = reader.next()) {
        String right = right(row, column);
        if (right != null && !right.isBlank()) {
          characters += right.length();
          rows.put(String.valueOf(row.number()), right);
        }
        if (characters > MOST_CHARACTERS) {
          throw new DatasetException("The right answers of " + dataset.name() + " are too long.");
        }
      }
    }
    return rows;
  }

  private static @Nullable String right(DatasetRow row, @Nullable String column) {
    if (column != null) {
      return row.variables().get(column);
    }
    return COLUMNS.stream()
        .map(row.variables()::get)
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }
}
