package app.diptych.local.download;

import app.diptych.gateway.PublicFile;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where a model is to be had, as the user named it. */
sealed interface ModelAddress {
  String EXAMPLE =
      "Name it OWNER/REPO:QUANT (for example ggml-org/gemma-3-1b-it-GGUF:Q4_K_M),"
          + " OWNER/REPO:FILE.gguf or https://...";

  /**
   * In a repository of a hub.
   *
   * @param wanted a file, or a quantisation; empty when the user named none
   */
  record Hub(String owner, String repository, String revision, String wanted)
      implements ModelAddress {
    @Override
    public String toString() {
      return owner + "/" + repository + (wanted.isEmpty() ? "" : ":" + wanted);
    }
  }

  /** Anywhere on the web. */
  record Web(HttpUrl url) implements ModelAddress {
    /** Without what may be a secret. */
    @Override
    public String toString() {
      return url.newBuilder().query(null).fragment(null).build().toString();
    }
  }

  Pattern NAME = Pattern.compile("([\\w.-]{1,96})/([\\w.-]{1,96})(?::(.{1,300}))?");
  Pattern HUB_PATH = Pattern.compile("/([\\w.-]+)/([\\w.-]+)/(?:resolve|blob)/([^/]+)/(.+)");

  /**
   * Reads what the user typed.
   *
   * @param hub where a name without an address is looked for
   * @throws IllegalArgumentException when it names nothing, with a sentence
   */
  static ModelAddress parse(String typed, HttpUrl hub) {
    String words = typed.strip();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("No model is named. " + EXAMPLE);
    }
    if (PublicFile.isAddress(words)) {
      return web(words, hub);
    }
    if (words.contains("://")) {
      throw new IllegalArgumentException("Models come over https only: " + words + ".");
    }
    String name = words.regionMatches(true, 0, "hf:", 0, 3) ? words.substring(3) : words;
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || isOdd(matcher.group(1)) || isOdd(matcher.group(2))) {
      throw new IllegalArgumentException("\"" + words + "\" names no model. " + EXAMPLE);
    }
    String wanted = matcher.group(3) == null ? "" : matcher.group(3).strip();
    return new Hub(matcher.group(1), matcher.group(2), "main", wanted);
  }

  private static boolean isOdd(String name) {
    return name.startsWith(".") || name.contains("..");
  }

  private static ModelAddress web(String words, HttpUrl hub) {
    HttpUrl url = HttpUrl.parse(words);
    if (url == null) {
      throw new IllegalArgumentException("That is no address of a file: " + words + ".");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "The address has a user or a password in it: leave them out, or download the file with a"
              + " browser and add its folder.");
    }
    if (!Origins.isAllowed(url, true)) {
      throw new IllegalArgumentException(
          "Use an https:// address: what comes over plain http may have been changed on its way.");
    }
    Matcher path = HUB_PATH.matcher(url.encodedPath());
    if (HubToken.isSame(url, hub) && path.matches()) {
      List<String> segments = url.pathSegments();
      return new Hub(
          segments.get(0),
          segments.get(1),
          segments.get(3),
          String.join("/", segments.subList(4, segments.size())));
    }
    return new Web(url);
  }

  /** A file name made of something that is not to be trusted. */
  static String fileName(String raw) {
    String clean = raw.replaceAll("[^A-Za-z0-9._+-]", "_").replaceAll("^\\.+", "_");
    String name = clean.length() > 180 ? clean.substring(clean.length() - 180) : clean;
    String named = name.isBlank() ? "model" : name;
    return named.toLowerCase(Locale.ROOT).endsWith(".gguf") ? named : named + ".gguf";
  }
}
