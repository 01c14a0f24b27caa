package app.diptych.batch;

import app.diptych.gateway.BatchLines;
import app.diptych.trial.Side;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of answers in any order. Only where the line of each item begins is in memory; the lines
 * are read again when their items come.
 */
final class AnswerFiles implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-(\\d{1,10})-([AB])");

  private final String batch;
  private final List<RandomAccessFile> files = new ArrayList<>();
  private final Map<Side, Map<Long, Place>> places = new EnumMap<>(Side.class);

  /** Where an item has more than one line, by item and side: those after its first. */
  private final Map<String, Queue<Place>> further = new HashMap<>();

  private long unknown;
  private long twice;
  private long unreadable;

  private record Place(int file, long at, int length) {}

  /**
   * @param batch whose answers they are; those of others are left out
   */
  AnswerFiles(String batch) {
    this.batch = mark(batch);
    for (Side side : Side.values()) {
      places.put(side, new HashMap<>());
    }
  }

  /** The name of a request: of which batch, which item, which side. */
  static String id(String batch, long item, Side side) {
    return mark(batch) + "-" + item + "-" + side;
  }

  private static String mark(String batch) {
    return String.format(Locale.ROOT, "%08x", batch.hashCode());
  }

  /** Whether a line of these files answers that batch. */
  boolean any() {
    return places.values().stream().anyMatch(known -> !known.isEmpty());
  }

  /** Looks through a file. */
  void add(Path file) throws IOException {
    int number = files.size();
    files.add(new RandomAccessFile(file.toFile(), "r"));
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] line = new byte[1 << 12];
      long begin = 0;
      long at = 0;
      int length = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        at++;
        if (next == '\n') {
          note(line, length, new Place(number, begin, length), at - 1 - begin);
          begin = at;
          length = 0;
        } else if (length < BatchLines.LONGEST) {
          if (length == line.length) {
            line = java.util.Arrays.copyOf(line, 2 * length);
          }
          line[length++] = (byte) next;
        }
      }
      note(line, length, new Place(number, begin, length), at - begin);
    }
  }

  private void note(byte[] line, int length, Place place, long whole) {
    if (isBlank(line, length)) {
      return;
    }
    String id = whole > length ? null : BatchLines.idOf(line, length).orElse(null);
    if (id == null) {
      unreadable++;
      return;
    }
    Matcher ours = ID.matcher(id);
    if (!ours.matches() || !ours.group(1).equals(batch)) {
      unknown++;
      return;
    }
    long item = Long.parseLong(ours.group(2));
    Side side = Side.valueOf(ours.group(3));
    if (of(side).putIfAbsent(item, place) != null) {
      twice++;
      further.computeIfAbsent(item + "-" + side, _ -> new ArrayDeque<>()).add(place);
    }
  }

  private static boolean isBlank(byte[] line, int length) {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\r' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private Map<Long, Place> of(Side side) {
    return places.getOrDefault(side, Map.of());
  }

  /**
   * What came of an item: the first good answer, else the first failure; null when there is no line
   * of it.
   *
   * @param model that was asked
   */
  BatchLines.@Nullable Result result(long item, Side side, BatchLines lines, String model)
      throws IOException {
    Place place = of(side).remove(item);
    if (place == null) {
      return null;
    }
    BatchLines.Result first = read(place, lines, model);
    Queue<Place> more = further.getOrDefault(item + "-" + side, new ArrayDeque<>());
    BatchLines.Result best = first;
    while (best.failure() != null && !more.isEmpty()) {
      BatchLines.Result next = read(more.remove(), lines, model);
      best = next.failure() == null ? next : first;
    }
    return best;
  }

  private BatchLines.Result read(Place place, BatchLines lines, String model) throws IOException {
    byte[] line = new byte[place.length()];
    RandomAccessFile file = files.get(place.file());
    file.seek(place.at());
    file.readFully(line);
    return lines.read(line, line.length, model);
  }

  /** What was wrong with the files, in a sentence, when everything else was taken; may be empty. */
  String oddities() {
    long strange = unknown + places.values().stream().mapToLong(Map::size).sum();
    List<String> parts = new ArrayList<>();
    add(parts, strange, "answers to what was not asked");
    add(parts, twice, "answers that came twice, of which the first good one counts");
    add(parts, unreadable, "lines that cannot be read");
    return parts.isEmpty() ? "" : "Left out: " + String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", count, words));
    }
  }

  @Override
  public void close() {
    for (RandomAccessFile file : files) {
      try {
        file.close();
      } catch (IOException ended) {
        // It was only read.
      }
    }
  }
}
