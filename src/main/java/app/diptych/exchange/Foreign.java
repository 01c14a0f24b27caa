package app.diptych.exchange;

import java.util.List;
import java.util.stream.Collectors;

/** Says what a file is that nobody recognised, and what can be done about it. */
final class Foreign {
  private Foreign() {}

  static String explain(Source source, List<Format> readable) {
    String head = source.head();
    String name = source.name();
    if (head.isBlank()) {
      return name + " is empty.";
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return name
          + " is a ZIP archive or an office document: unpack it, or save the table as CSV, and take"
          + " the file inside.";
    }
    // Bytes that are no UTF-8 have become replacement characters.
    if (head.startsWith("\u001f\uFFFD")) {
      return name + " is compressed with gzip: unpack it first.";
    }
    if (head.startsWith("\uFFFD\uFFFD") || head.indexOf('\0') >= 0) {
      return name + " is not UTF-8 text: when it is text, save it as UTF-8 first.";
    }
    if (head.startsWith("version https://git-lfs.github.com/spec/")) {
      return name + " only points to a file that Git LFS keeps elsewhere: fetch that one first.";
    }
    return name
        + " is in none of the formats that can be read: "
        + readable.stream().map(Format::words).collect(Collectors.joining(", "))
        + ". When it is one of them, say which, on the command line with --format.";
  }
}
