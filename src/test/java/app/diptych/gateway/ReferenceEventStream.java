package app.diptych.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * The WHATWG rules for event streams written down as plainly as they stand in the standard, on a
 * whole text at once: slow, obvious, and independent of the reader under test.
 */
final class ReferenceEventStream {
  record Event(String type, String data, String lastEventId) {}

  private ReferenceEventStream() {}

  static List<Event> parse(byte[] bytes) {
    String text = decode(bytes);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    List<Event> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    String type = "";
    String id = "";
    for (String line : wholeLines(text)) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          data.setLength(data.length() - 1);
          events.add(new Event(type.isEmpty() ? "message" : type, data.toString(), id));
        }
        data.setLength(0);
        type = "";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "event" -> type = value;
        case "data" -> data.append(value).append('\n');
        case "id" -> id = value.indexOf('\0') < 0 ? value : id;
        default -> {}
      }
    }
    return events;
  }

  /** Lines that are ended; what follows the last line end never becomes one. */
  private static List<String> wholeLines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, at));
        at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 1 : 0;
        start = at + 1;
      }
    }
    return lines;
  }

  /** The decoder's state machine of the WHATWG Encoding Standard, 8.1.1, byte by byte. */
  static String decode(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    int point = 0;
    int seen = 0;
    int needed = 0;
    int lower = 0x80;
    int upper = 0xBF;
    for (int at = 0; at < bytes.length; at++) {
      int b = bytes[at] & 0xFF;
      if (needed == 0) {
        if (b <= 0x7F) {
          out.append((char) b);
        } else if (b >= 0xC2 && b <= 0xDF) {
          needed = 1;
          point = b & 0x1F;
        } else if (b >= 0xE0 && b <= 0xEF) {
          lower = b == 0xE0 ? 0xA0 : 0x80;
          upper = b == 0xED ? 0x9F : 0xBF;
          needed = 2;
          point = b & 0xF;
        } else if (b >= 0xF0 && b <= 0xF4) {
          lower = b == 0xF0 ? 0x90 : 0x80;
          upper = b == 0xF4 ? 0x8F : 0xBF;
          needed = 3;
          point = b & 0x7;
        } else {
          out.append('\uFFFD');
        }
        continue;
      }
      if (b < lower || b > upper) {
        needed = 0;
        seen = 0;
        lower = 0x80;
        upper = 0xBF;
        out.append('\uFFFD');
        at--;
        continue;
      }
      lower = 0x80;
      upper = 0xBF;
      point = (point << 6) | (b & 0x3F);
      if (++seen == needed) {
        out.appendCodePoint(point);
        needed = 0;
        seen = 0;
      }
    }
    return needed == 0 ? out.toString() : out.append('\uFFFD').toString();
  }
}
