package app.diptych.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The columns of a table that we write, one row for each side. */
enum TableColumn {
  SESSION,
  TRIAL,
  STARTED_AT,
  SIDE,
  PROMPT,
  SYSTEM,
  MODEL,
  ANSWERED_BY,
  TEXT,
  REASONING,
  FINISH_REASON,
  FAILURE,
  FAILURE_MESSAGE,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  REASONING_TOKENS,
  CACHED_TOKENS,
  TOKEN_SOURCE,
  TTFT_MS,
  TTFO_MS,
  E2E_MS,
  ITL_MS,
  OUTPUT_TOKENS_PER_SECOND,
  COST_STATE,
  COST_AMOUNT,
  COST_CURRENCY,
  VERDICT,
  NOTE,
  SESSION_ID;

  /** Its name in the file. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> headers() {
    return Arrays.stream(values()).map(TableColumn::header).toList();
  }
}
