package app.diptych.app;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a start of the window asks for.
 *
 * @param files to open, as absolute paths
 * @param gateways for this run, as {@code ID=URL}; keys are never handed on
 */
record Wishes(List<Path> files, List<String> gateways) {
  private static final String OPEN = "open=";
  private static final String GATEWAY = "gateway=";

  Wishes {
    files = files.stream().map(Path::toAbsolutePath).toList();
    gateways = List.copyOf(gateways);
  }

  /** One line, like a query of a URL: JSON would take longer to load than all the rest. */
  String write() {
    StringBuilder line = new StringBuilder("diptych");
    files.forEach(file -> line.append('&').append(OPEN).append(coded(file.toString())));
    gateways.forEach(gateway -> line.append('&').append(GATEWAY).append(coded(gateway)));
    return line.toString();
  }

  /**
   * @throws IllegalArgumentException when it is nothing that {@link #write} wrote
   */
  static Wishes read(String line) {
    List<Path> files = new ArrayList<>();
    List<String> gateways = new ArrayList<>();
    List<String> parts = List.of(line.split("&"));
    if (!parts.getFirst().equals("diptych")) {
      throw new IllegalArgumentException("No wishes for a window");
    }
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith(OPEN)) {
        files.add(Path.of(plain(part.substring(OPEN.length()))));
      } else if (part.startsWith(GATEWAY)) {
        gateways.add(plain(part.substring(GATEWAY.length())));
      }
    }
    return new Wishes(files, gateways);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String plain(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
