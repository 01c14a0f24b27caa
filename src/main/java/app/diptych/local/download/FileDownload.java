package app.diptych.local.download;

import app.diptych.local.FileKind;
import app.diptych.local.ModelHeader;
import app.diptych.local.download.DownloadFault.Then;
import app.diptych.local.shelf.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file into its part, as often as it takes, and gives it its name once it is checked.
 * The server may cut, lie about the length, ignore ranges or change the file in between: what does
 * not fit together is thrown away, and never used.
 */
final class FileDownload {
  private static final int PIECE = 64 << 10;
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final Pattern RANGE_OF = Pattern.compile("bytes \\*/(\\d{1,18})");
  private static final Pattern SHA = Pattern.compile("\"?([0-9a-fA-F]{64})\"?");

  private final Target target;
  private final PartFile part;
  private final Web web;
  private final String page;
  private final Watcher watcher;

  /** Bytes of the whole file; -1 while nobody said. */
  private long total;

  private @Nullable String sha256;
  private @Nullable String validator;

  /** Is told how it goes. */
  interface Watcher {
    /** That many bytes of a file of that many, or -1, are here. */
    void has(long bytes, long total);

    /** That many bytes were looked through. */
    void checked(long bytes, long total);

    void beginsAgain(String why);
  }

  /**
   * @param page where a human can ask for permission; empty when nobody knows
   */
  FileDownload(Target target, PartFile part, Web web, String page, Watcher watcher)
      throws IOException {
    this.target = target;
    this.part = part;
    this.web = web;
    this.page = page;
    this.watcher = watcher;
    this.total = target.size();
    this.sha256 = target.sha256();
    recall();
  }

  /** Takes up what an earlier try left, when it was the same file. */
  private void recall() throws IOException {
    Optional<Sidecar> before = Sidecar.read(Sidecar.beside(target.file()));
    boolean same =
        before.isPresent()
            && before.get().source().equals(Sidecar.source(target.url()))
            && (sha256 == null
                || before.get().sha256() == null
                || sha256.equals(before.get().sha256()))
            && (total < 0 || before.get().size() < 0 || total == before.get().size());
    if (!same) {
      part.clear();
      return;
    }
    validator = before.get().validator();
    sha256 = sha256 == null ? before.get().sha256() : sha256;
    total = total < 0 ? before.get().size() : total;
    if (total >= 0 && part.length() > total) {
      part.clear();
    }
  }

  boolean isWhole() {
    return total >= 0 && part.length() == total;
  }

  /** Asks once for what is missing, and takes what comes. */
  void attempt() throws IOException {
    // Without a name for this state of the file, and without its hash, the rest might be another's.
    if (part.length() > 0 && validator == null && sha256 == null) {
      part.clear();
    }
    watcher.has(part.length(), total);
    try (Web.Answer answer = web.get(target.url(), new Web.Rest(part.length(), validator))) {
      Response response = answer.response();
      if (response.code() == 416 && part.length() > 0) {
        beyondTheEnd(response);
        return;
      }
      if (response.code() != 200 && response.code() != 206) {
        throw Answers.fault(response, page, web.hasToken());
      }
      take(response, answer.linkedEtag());
    }
  }

  private void take(Response response, @Nullable String linkedEtag) throws IOException {
    String coding = response.header("Content-Encoding", "identity");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw wrong(response, "sends it in a packed form that was not asked for");
    }
    promise(linkedEtag, response);
    if (response.code() == 206) {
      checkRange(response);
    } else {
      if (part.length() > 0) {
        watcher.beginsAgain("The server has only the whole file, or another one now: begun again.");
        part.clear();
      }
      long length = response.body().contentLength();
      if (length >= 0) {
        announce(length, response);
      }
    }
    validator = validator(response);
    part.checkRoom(total);
    new Sidecar(target.address(), Sidecar.source(target.url()), total, validator, sha256)
        .write(Sidecar.beside(target.file()));
    stream(response);
  }

  /** A hub tells the hash with the first answer; one that differs means another file. */
  private void promise(@Nullable String linkedEtag, Response response) throws DownloadFault {
    Matcher linked = SHA.matcher(linkedEtag == null ? "" : linkedEtag);
    if (!linked.matches()) {
      return;
    }
    String hash = linked.group(1).toLowerCase(Locale.ROOT);
    if (sha256 == null) {
      sha256 = hash;
    } else if (!sha256.equals(hash)) {
      throw wrong(response, "has another file there than the one that was asked for");
    }
  }

  private void checkRange(Response response) throws DownloadFault {
    Matcher range = RANGE.matcher(String.valueOf(response.header("Content-Range")));
    if (!range.matches() || Long.parseLong(range.group(1)) != part.length()) {
      throw wrong(response, "sends another part of the file than the one that was asked for");
    }
    String now = validator(response);
    boolean changed = now != null && validator != null && !now.equals(validator);
    if (changed) {
      throw wrong(response, "has changed the file meanwhile");
    }
    if (!range.group(3).equals("*")) {
      announce(Long.parseLong(range.group(3)), response);
    }
  }

  private void announce(long length, Response response) throws DownloadFault {
    long promised = part.length() > 0 ? total : target.size();
    if (promised >= 0 && promised != length) {
      throw wrong(
          response,
          "announces %,d bytes where %,d were to be expected".formatted(length, promised));
    }
    total = length;
  }

  /** Only what names the very bytes may stand before the rest of a file (RFC 9110, 13.1.5). */
  private static @Nullable String validator(Response response) {
    String etag = response.header("ETag");
    return etag != null && etag.startsWith("\"") && etag.length() < 1000 ? etag : null;
  }

  private void beyondTheEnd(Response response) throws IOException {
    Matcher range = RANGE_OF.matcher(String.valueOf(response.header("Content-Range")));
    if (range.matches() && Long.parseLong(range.group(1)) == part.length()) {
      total = part.length();
      return;
    }
    throw wrong(response, "has changed the file meanwhile");
  }

  private void stream(Response response) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream in = response.body().byteStream()) {
      while (true) {
        int came = part.length() == 0 ? in.readNBytes(piece, 0, 512) : in.read(piece);
        if (came <= 0) {
          break;
        }
        if (part.length() == 0) {
          checkMagic(piece, came, response);
        }
        if (total >= 0 && part.length() + came > total) {
          throw wrong(response, "sends more than it announced");
        }
        part.append(piece, came, total);
        watcher.has(part.length(), total);
      }
    }
    if (total < 0) {
      total = part.length();
    } else if (part.length() < total) {
      throw new IOException("the connection ended early");
    }
    if (part.length() == 0) {
      throw wrong(response, "sends an empty file");
    }
  }

  private static void checkMagic(byte[] piece, int count, Response response) throws DownloadFault {
    byte[] head = java.util.Arrays.copyOf(piece, count);
    boolean gguf =
        count >= 4 && head[0] == 'G' && head[1] == 'G' && head[2] == 'U' && head[3] == 'F';
    if (!gguf && count >= 4) {
      String kind = FileKind.of(head);
      throw new DownloadFault(
          "What "
              + response.request().url().host()
              + " sends is not a GGUF model"
              + (kind.isEmpty() ? "." : ": it looks like " + kind + "."),
          "Look for the address of the file itself, which ends in .gguf.",
          Then.DISCARD);
    }
  }

  private static DownloadFault wrong(Response response, String what) {
    return new DownloadFault(
        response.request().url().host() + " " + what + ", so what came was thrown away.",
        "Start the download again.",
        Then.DISCARD);
  }

  /** Checks what came and gives it its name. */
  String finish() throws IOException, InterruptedException {
    Path whole = Sidecar.part(target.file());
    LongConsumer looked = bytes -> watcher.checked(bytes, total);
    String hash = FileHash.of(whole, looked);
    if (sha256 != null && !sha256.equals(hash)) {
      throw new DownloadFault(
          "What came is not the file that was promised: its SHA-256 is %s and not %s."
              .formatted(hash, sha256),
          "It was thrown away: start the download again, or ask who gave you the SHA-256.",
          Then.DISCARD);
    }
    Optional<String> broken = broken(whole);
    if (broken.isPresent()) {
      throw new DownloadFault(
          "What came is broken: " + broken.get(),
          "It was thrown away: start the download again.",
          Then.DISCARD);
    }
    if (Files.exists(target.file())) {
      throw occupied(target.file());
    }
    part.finish();
    return hash;
  }

  /** Later parts of a split model say less about themselves, so only their hash is looked at. */
  private Optional<String> broken(Path whole) {
    boolean laterPart =
        String.valueOf(target.file().getFileName())
            .matches("(?i).*-(?!00001)\\d{5}-of-\\d{5}\\.gguf");
    if (laterPart) {
      return Optional.empty();
    }
    return switch (ModelHeader.of(whole)) {
      case ModelHeader.Broken broken -> Optional.of(broken.failure().message());
      case ModelHeader.Read read ->
          Optional.ofNullable(read.problem()).map(problem -> problem.message());
    };
  }

  boolean isPromised() {
    return sha256 != null;
  }

  static DownloadFault occupied(Path file) {
    return new DownloadFault(
        "There is another file at " + file + " already.",
        "Move it away or delete it, then start again.",
        Then.KEEP);
  }
}
