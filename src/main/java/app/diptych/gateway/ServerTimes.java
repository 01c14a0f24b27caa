package app.diptych.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * What a server tells of its own time: in the head of its response, and llama.cpp in its chunks.
 * Untrusted, so few, short and plain. Thread-safe.
 */
final class ServerTimes {
  private static final int MOST_TIMES = 32;

  /** Headers with one time each, in milliseconds unless they name another unit. */
  private static final String[] HEADERS = {
    "x-response-time",
    "openai-processing-ms",
    "x-envoy-upstream-service-time",
    "x-litellm-response-duration-ms",
    "x-litellm-overhead-duration-ms"
  };

  /** W3C Server Timing: {@code cache;desc="Cache Read";dur=23.2, db;dur=53}. */
  private static final String SERVER_TIMING = "Server-Timing";

  private static final int LONGEST_HEADER = 4 * 1024;
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)\\s*(ms|s)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern METRIC =
      Pattern.compile(
          "([A-Za-z0-9_.-]{1,40})((?:\\s*;\\s*[A-Za-z]{1,16}\\s*=\\s*(?:\"[^\"]*\"|[^\",;]*))*)");
  private static final Pattern DURATION =
      Pattern.compile(
          ";\\s*dur\\s*=\\s*\"?(\\d{1,12}(?:\\.\\d{1,12})?)\"?\\s*(?:;|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  private final UntrustedText text;
  private final Map<String, Double> times = new TreeMap<>();

  ServerTimes(UntrustedText text) {
    this.text = text;
  }

  synchronized void readHead(Headers headers) {
    for (String name : HEADERS) {
      String value = headers.get(name);
      Matcher time = TIME.matcher(value == null ? "" : shortened(value).strip());
      if (time.matches()) {
        boolean seconds = "s".equalsIgnoreCase(time.group(2));
        put(name, Double.parseDouble(time.group(1)) * (seconds ? 1000 : 1));
      }
    }
    headers.values(SERVER_TIMING).forEach(this::readMetrics);
  }

  /** What a later chunk tells replaces what an earlier one told. */
  synchronized void readTimings(Map<String, Double> timings) {
    timings.forEach(this::put);
  }

  /** By the name the server uses; in milliseconds, unless the name says otherwise. */
  synchronized Map<String, Double> times() {
    return Map.copyOf(times);
  }

  private void readMetrics(String header) {
    Matcher metric = METRIC.matcher(shortened(header));
    while (metric.find()) {
      Matcher duration = DURATION.matcher(metric.group(2));
      if (duration.find()) {
        String name = SERVER_TIMING.toLowerCase(Locale.ROOT) + ":" + metric.group(1);
        put(name, Double.parseDouble(duration.group(1)));
      }
    }
  }

  private void put(String name, double value) {
    boolean plain = NAME.matcher(name).matches() && text.sentence(name).equals(name);
    boolean sane = Double.isFinite(value) && value >= 0;
    if (plain && sane && (times.size() < MOST_TIMES || times.containsKey(name))) {
      times.put(name, value);
    }
  }

  private static String shortened(String header) {
    return header.length() > LONGEST_HEADER ? header.substring(0, LONGEST_HEADER) : header;
  }
}
