package app.diptych.local.download;

import app.diptych.local.download.DownloadFault.Then;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a hub which files a repository has: Hugging Face's {@code /api/models/OWNER/REPO/tree},
 * which tells size and SHA-256 of each (huggingface.co/docs/hub/api; read 2026-11-26).
 */
final class Hub {
  private static final long LARGEST_LIST = 8 << 20;
  private static final int MOST_NAMED = 12;
  private static final Pattern PART = Pattern.compile("(?i)-\\d{5}-of-\\d{5}$");
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxDocumentLength(LARGEST_LIST)
                          .build())
                  .build())
          .build();

  private final HttpUrl endpoint;

  Hub(HttpUrl endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param path in the repository
   * @param sha256 null when it is not kept as a large file
   */
  record Entry(String path, long size, @Nullable String sha256) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the files of one model have in common. */
    String whole() {
      return PART.matcher(path.substring(0, path.length() - ".gguf".length())).replaceFirst("");
    }
  }

  /** Where a human looks at the repository. */
  String page(ModelAddress.Hub address) {
    return endpoint
        .newBuilder()
        .addPathSegment(address.owner())
        .addPathSegment(address.repository())
        .build()
        .toString();
  }

  /** The files that make up the model, in their order. */
  List<Target> targets(ModelAddress.Hub address, Web web, Path folder) throws IOException {
    List<Entry> model = chosen(address, list(address, web));
    Path own =
        folder
            .resolve(ModelAddress.fileName(address.owner()).replaceAll("\\.gguf$", ""))
            .resolve(ModelAddress.fileName(address.repository()).replaceAll("\\.gguf$", ""));
    List<Target> targets = new ArrayList<>();
    for (Entry entry : model) {
      targets.add(
          new Target(
              endpoint
                  .newBuilder()
                  .addPathSegment(address.owner())
                  .addPathSegment(address.repository())
                  .addPathSegment("resolve")
                  .addPathSegment(address.revision())
                  .addPathSegments(entry.path())
                  .build(),
              address.toString(),
              own.resolve(ModelAddress.fileName(entry.name())),
              entry.size(),
              entry.sha256()));
    }
    return targets;
  }

  private List<Entry> list(ModelAddress.Hub address, Web web) throws IOException {
    HttpUrl url =
        endpoint
            .newBuilder()
            .addPathSegments("api/models")
            .addPathSegment(address.owner())
            .addPathSegment(address.repository())
            .addPathSegment("tree")
            .addPathSegment(address.revision())
            .addQueryParameter("recursive", "true")
            .build();
    try (Web.Answer answer = web.get(url, Web.Rest.ALL)) {
      Response response = answer.response();
      if (!response.isSuccessful()) {
        throw Answers.fault(response, page(address), web.hasToken());
      }
      return entries(read(response.body().source()));
    } catch (JacksonException broken) {
      throw notAList(broken);
    }
  }

  private byte[] read(BufferedSource source) throws IOException {
    Buffer all = new Buffer();
    while (source.read(all, 64 << 10) >= 0) {
      if (all.size() > LARGEST_LIST) {
        throw notAList(null);
      }
    }
    return all.readByteArray();
  }

  private DownloadFault notAList(@Nullable Exception cause) {
    DownloadFault fault =
        new DownloadFault(
            endpoint.host() + " does not answer like a hub of models.",
            "Look at HF_ENDPOINT, or name the file by its https address.",
            Then.KEEP);
    if (cause != null) {
      fault.initCause(cause);
    }
    return fault;
  }

  private List<Entry> entries(byte[] json) throws DownloadFault {
    JsonNode list = JSON.readTree(json);
    if (!list.isArray()) {
      throw notAList(null);
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : list) {
      String path = node.path("path").asString("");
      if (path.toLowerCase(Locale.ROOT).endsWith(".gguf")
          && node.path("type").asString("file").equals("file")) {
        String oid = node.path("lfs").path("oid").asString("");
        long size = node.path("lfs").path("size").asLong(node.path("size").asLong(-1));
        entries.add(new Entry(path, size, SHA.matcher(oid).matches() ? oid : null));
      }
    }
    return entries;
  }

  private List<Entry> chosen(ModelAddress.Hub address, List<Entry> all) throws DownloadFault {
    if (all.isEmpty()) {
      throw new DownloadFault(
          page(address) + " holds no GGUF file.",
          "Look for a repository whose name ends in -GGUF.",
          Then.KEEP);
    }
    String wanted = address.wanted();
    List<Entry> fits = all.stream().filter(entry -> fits(entry, wanted)).toList();
    TreeSet<String> models =
        fits.stream().map(Entry::whole).collect(Collectors.toCollection(TreeSet::new));
    if (models.size() != 1) {
      throw undecided(address, fits.isEmpty() ? all : fits, fits.isEmpty());
    }
    // A file named by the user may be one part of several.
    return all.stream()
        .filter(entry -> entry.whole().equals(models.first()))
        .sorted((one, other) -> one.path().compareTo(other.path()))
        .toList();
  }

  private static boolean fits(Entry entry, String wanted) {
    if (wanted.toLowerCase(Locale.ROOT).endsWith(".gguf")) {
      return entry.path().equals(wanted) || entry.name().equalsIgnoreCase(wanted);
    }
    if (entry.name().toLowerCase(Locale.ROOT).startsWith("mmproj")) {
      return false;
    }
    String whole = entry.whole().toLowerCase(Locale.ROOT);
    String end = wanted.toLowerCase(Locale.ROOT);
    return end.isEmpty()
        || whole.equals(end)
        || (whole.endsWith(end)
            && "-._/".indexOf(whole.charAt(whole.length() - end.length() - 1)) >= 0);
  }

  private static DownloadFault undecided(
      ModelAddress.Hub address, List<Entry> choice, boolean none) {
    List<String> names =
        choice.stream().map(Entry::whole).distinct().sorted().map(name -> name + ".gguf").toList();
    String some = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return new DownloadFault(
        none
            ? "%s/%s has no \"%s\"."
                .formatted(address.owner(), address.repository(), address.wanted())
            : "%s/%s has several models that fit.".formatted(address.owner(), address.repository()),
        "Name one behind a colon: "
            + some
            + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more." : "."),
        Then.KEEP);
  }
}
