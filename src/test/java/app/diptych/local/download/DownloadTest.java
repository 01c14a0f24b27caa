package app.diptych.local.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.local.GgufWriter;
import app.diptych.local.download.DownloadOutcome.Failed;
import app.diptych.local.download.DownloadOutcome.Finished;
import app.diptych.local.download.DownloadOutcome.Stopped;
import app.diptych.local.shelf.FileHash;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server that does what servers do. */
@Timeout(60)
class DownloadTest {
  private static final String TAG = "\"v1\"";
  private static final String TOKEN = "hf_0123456789abcdefghijklmnop";

  /** Large enough for several pieces. */
  private static final byte[] MODEL =
      GgufWriter.model("llama").vocabulary().tensor("a", 1024, 300).bytes();

  private static final byte[] OTHER =
      GgufWriter.model("llama").vocabulary().tensor("b", 1024, 300).bytes();

  @TempDir Path folder;

  // Opened for each test.
  @SuppressWarnings("NullAway.Init")
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FileServer((request, out) -> FileServer.serve(request, out, MODEL, TAG));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void bringsAFileAndTellsHowFarItIs() throws Exception {
    List<DownloadProgress> told = new ArrayList<>();
    DownloadOutcome outcome = downloads().of(server.url("/m/tiny.gguf"), null).run(told::add);
    Finished finished = (Finished) outcome;
    assertThat(finished.verified()).isFalse();
    assertThat(Files.readAllBytes(finished.files().getFirst())).isEqualTo(MODEL);
    assertThat(finished.sha256()).containsExactly(sha(MODEL));
    assertThat(told.getLast().done()).isEqualTo(MODEL.length);
    assertThat(told.getLast().total()).isEqualTo(MODEL.length);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void goesOnAfterEachCutWithTheRestOfTheSameFile() throws Exception {
    AtomicInteger cuts = new AtomicInteger();
    server.answerWith((request, out) -> {
      if (cuts.incrementAndGet() <= 3) {
        int from = request.from();
        FileServer.head(
            out,
            from > 0 ? 206 : 200,
            "ETag: " + TAG,
            "Content-Length: " + (MODEL.length - from),
            "Content-Range: bytes " + from + "-" + (MODEL.length - 1) + "/" + MODEL.length);
        out.write(MODEL, from, 100_000);
      } else {
        FileServer.serve(request, out, MODEL, TAG);
      }
    });
    assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
    assertThat(server.requests()).hasSize(4);
    assertThat(server.requests().get(1).headers()).containsEntry("if-range", TAG);
    assertThat(server.requests().get(3).from()).isEqualTo(300_000);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(MODEL);
  }

  @Test
  void goesOnInTheNextRunOfTheProgram() throws Exception {
    cutAt(200_000);
    assertThat(get("/tiny.gguf")).isInstanceOf(Failed.class);
    assertThat(file("tiny.gguf")).doesNotExist();
    assertThat(downloads().unfinished())
        .singleElement()
        .satisfies(left -> {
          assertThat(left.done()).isEqualTo(200_000);
          assertThat(left.total()).isEqualTo(MODEL.length);
          assertThat(left.address()).isEqualTo(server.url("/tiny.gguf"));
        });
    server.answerWith((request, out) -> FileServer.serve(request, out, MODEL, TAG));
    assertThat(get("/tiny.gguf?key=other")).isInstanceOf(Finished.class);
    assertThat(server.requests().getLast().from()).isEqualTo(200_000);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(MODEL);
  }

  @Test
  void beginsAgainWhenTheFileChangedMeanwhile() throws Exception {
    cutAt(200_000);
    get("/tiny.gguf");
    server.answerWith((request, out) -> FileServer.serve(request, out, OTHER, "\"v2\""));
    List<DownloadProgress> told = new ArrayList<>();
    assertThat(downloads().of(server.url("/tiny.gguf"), null).run(told::add))
        .isInstanceOf(Finished.class);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(OTHER);
    assertThat(told).anyMatch(progress -> progress.note().contains("begun again"));
  }

  @Test
  void takesTheWholeFileOfAServerWithoutRanges() throws Exception {
    cutAt(200_000);
    get("/tiny.gguf");
    server.answerWith((_, out) -> {
      FileServer.head(out, 200, "ETag: " + TAG, "Content-Length: " + MODEL.length);
      out.write(MODEL);
    });
    assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(MODEL);
  }

  @Test
  void neverJoinsPartsOfTwoFilesWithoutAName() throws Exception {
    server.answerWith((_, out) -> {
      FileServer.head(out, 200, "Content-Length: " + MODEL.length);
      out.write(MODEL, 0, 200_000);
    });
    get("/tiny.gguf");
    server.answerWith((request, out) -> {
      assertThat(request.from()).isZero();
      FileServer.head(out, 200, "Content-Length: " + OTHER.length);
      out.write(OTHER);
    });
    assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(OTHER);
  }

  @Test
  void throwsAwayWhatAServerSendsOfAnotherPlace() throws Exception {
    cutAt(200_000);
    get("/tiny.gguf");
    server.answerWith((_, out) -> {
      FileServer.head(
          out,
          206,
          "ETag: " + TAG,
          "Content-Length: 10",
          "Content-Range: bytes 100-109/" + MODEL.length);
      out.write(MODEL, 100, 10);
    });
    assertThat(failed("/tiny.gguf").message()).contains("another part of the file");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void throwsAwayWhatHasAnotherLengthThanBefore() throws Exception {
    cutAt(200_000);
    get("/tiny.gguf");
    server.answerWith((request, out) -> {
      int from = request.from();
      FileServer.head(
          out, 206, "ETag: " + TAG, "Content-Range: bytes " + from + "-999999/" + 1_000_000);
      out.write(MODEL, from, 1000);
    });
    assertThat(failed("/tiny.gguf").message()).contains("announces 1,000,000 bytes");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesMoreThanWasAnnounced() throws Exception {
    byte[] longer = java.util.Arrays.copyOf(MODEL, MODEL.length + 100_000);
    hub(
        MODEL,
        sha(MODEL),
        (_, out) -> {
          FileServer.head(out, 200, "ETag: " + TAG);
          out.write(longer);
        });
    assertThat(failedHub("o/tiny-GGUF:Q8_0").message()).contains("sends more than it announced");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesAWebPageBeforeItIsWhole() throws Exception {
    server.answerWith((_, out) -> {
      FileServer.head(out, 200, "Content-Type: text/html", "Content-Length: 1000000000");
      out.write(
          "<!DOCTYPE html><title>Sign in</title>".repeat(30).getBytes(StandardCharsets.UTF_8));
    });
    assertThat(failed("/tiny.gguf").message()).contains("it looks like a web page");
    assertThat(server.requests()).hasSize(1);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesAFileWhoseEndIsMissing() throws Exception {
    server.answerWith((_, out) -> {
      FileServer.head(out, 200, "Content-Length: 300000");
      out.write(MODEL, 0, 300_000);
    });
    assertThat(failed("/tiny.gguf").message())
        .contains("What came is broken")
        .contains("incomplete");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesAFileThatIsNotWhatTheUserExpects() throws Exception {
    DownloadOutcome outcome = downloads().of(server.url("/tiny.gguf"), sha(OTHER)).run(_ -> {});
    assertThat(((Failed) outcome).message()).contains("is not the file that was promised");
    assertThat(((Failed) outcome).resumable()).isFalse();
    assertThat(leftovers()).isEmpty();
    assertThat(
            ((Finished)
                    downloads()
                        .of(server.url("/tiny.gguf"), sha(MODEL).toUpperCase(java.util.Locale.ROOT))
                        .run(_ -> {}))
                .verified())
        .isTrue();
  }

  @Test
  void explainsWhatTheServerRefuses() throws Exception {
    for (int code : new int[] {401, 404, 429, 503, 418}) {
      server.answerWith((_, out) -> FileServer.head(out, code, "Content-Length: 0"));
      Failed failed = failed("/tiny.gguf");
      assertThat(failed.message()).contains("HTTP " + code);
      assertThat(failed.hint()).isNotBlank();
      assertThat(leftovers()).isEmpty();
    }
    server.answerWith((_, out) -> FileServer.head(out, 429, "Retry-After: 86400"));
    int before = server.requests().size();
    failed("/tiny.gguf");
    assertThat(server.requests()).as("a day is not waited for").hasSize(before + 1);
  }

  @Test
  void waitsForAServerThatIsBusy() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.answerWith((request, out) -> {
      if (asked.incrementAndGet() < 4) {
        FileServer.head(out, 503, "Content-Length: 0");
      } else {
        FileServer.serve(request, out, MODEL, TAG);
      }
    });
    List<DownloadProgress> told = new ArrayList<>();
    assertThat(downloads().of(server.url("/tiny.gguf"), null).run(told::add))
        .isInstanceOf(Finished.class);
    assertThat(told).anyMatch(progress -> progress.phase() == DownloadProgress.Phase.WAITING);
  }

  @Test
  void sendsTheTokenToTheHubAndNowhereElse() throws Exception {
    try (FileServer elsewhere =
        new FileServer((request, out) -> FileServer.serve(request, out, MODEL, TAG))) {
      hub(
          MODEL,
          sha(MODEL),
          (_, out) ->
              FileServer.head(
                  out,
                  302,
                  "X-Linked-Etag: \"" + sha(MODEL) + "\"",
                  "Location: " + elsewhere.url("/blob?signature=x"),
                  "Content-Length: 0"));
      Finished finished = (Finished) fromHub("o/tiny-GGUF:Q8_0", Map.of("HF_TOKEN", TOKEN));
      assertThat(finished.verified()).isTrue();
      assertThat(server.requests())
          .allMatch(request -> ("Bearer " + TOKEN).equals(request.headers().get("authorization")));
      assertThat(elsewhere.requests())
          .isNotEmpty()
          .noneMatch(request -> request.headers().containsKey("authorization"));
      assertThat(finished.files().getFirst())
          .isEqualTo(folder.resolve("o").resolve("tiny-GGUF").resolve("tiny-Q8_0.gguf"));
    }
  }

  @Test
  void keepsNoSecretInAFile() throws Exception {
    cutAt(200_000);
    downloads(Map.of("HF_TOKEN", TOKEN, "HF_ENDPOINT", server.url("")))
        .of(server.url("/tiny.gguf?key=SECRET"), null)
        .run(_ -> {});
    String sidecar = Files.readString(Sidecar.beside(file("tiny.gguf")));
    assertThat(sidecar).doesNotContain("SECRET").doesNotContain(TOKEN);
    assertThat(new HubToken(TOKEN, okhttp3.HttpUrl.get("https://h.example")).toString())
        .doesNotContain("hf_");
  }

  @Test
  void followsNoRedirectAwayFromHttps() throws Exception {
    server.answerWith((_, out) ->
        FileServer.head(out, 302, "Location: http://models.example/x.gguf", "Content-Length: 0"));
    assertThat(failed("/tiny.gguf").message()).contains("not https");
    server.answerWith(
        (_, out) -> FileServer.head(out, 302, "Location: /again", "Content-Length: 0"));
    assertThat(failed("/tiny.gguf").message()).contains("in circles");
  }

  @Test
  void saysThatTheDiskIsFullBeforeAndWhileItWrites() throws Exception {
    Failed before = (Failed) full(0, Long.MAX_VALUE).of(server.url("/a.gguf"), null).run(_ -> {});
    assertThat(before.message()).contains("too little room");
    assertThat(before.resumable()).isTrue();
    Failed meanwhile =
        (Failed) full(Long.MAX_VALUE, 200_000).of(server.url("/b.gguf"), null).run(_ -> {});
    assertThat(meanwhile.message()).contains("No space left on device");
    assertThat(meanwhile.resumable()).isTrue();
    assertThat(file("b.gguf")).doesNotExist();
    assertThat(get("/b.gguf")).isInstanceOf(Finished.class);
    assertThat(server.requests().getLast().from()).isPositive();
    assertThat(Files.readAllBytes(file("b.gguf"))).isEqualTo(MODEL);
  }

  @Test
  void stopsAndGoesOnWhereItWas() throws Exception {
    CountDownLatch halfway = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    server.answerWith((_, out) -> {
      FileServer.head(out, 200, "ETag: " + TAG, "Content-Length: " + MODEL.length);
      out.write(MODEL, 0, 200_000);
      out.flush();
      halfway.countDown();
      over.await();
    });
    Download download = downloads().of(server.url("/tiny.gguf"), null);
    AtomicReference<DownloadOutcome> outcome = new AtomicReference<>();
    Thread worker = Thread.ofPlatform().start(() -> outcome.set(download.run(_ -> {})));
    halfway.await();
    download.stop();
    worker.join();
    over.countDown();
    assertThat(outcome.get()).isInstanceOf(Stopped.class);
    assertThat(file("tiny.gguf")).doesNotExist();
    server.answerWith((request, out) -> FileServer.serve(request, out, MODEL, TAG));
    assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
    assertThat(Files.readAllBytes(file("tiny.gguf"))).isEqualTo(MODEL);
  }

  @Test
  void letsOneDiptychAtATimeWriteAFile() throws Exception {
    PartFile held = PartFile.open(file("tiny.gguf"), Disk.REAL);
    assertThat(failed("/tiny.gguf").message()).contains("is being downloaded already");
    held.close();
    assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
  }

  @Test
  void neverWritesOverAFileThatIsThere() throws Exception {
    Files.createDirectories(file("tiny.gguf").getParent());
    Files.writeString(file("tiny.gguf"), "mine");
    assertThat(failed("/tiny.gguf").message()).contains("another file at");
    assertThat(file("tiny.gguf")).hasContent("mine");
  }

  @Test
  void fetchesNothingThatIsThereAlready() throws Exception {
    hub(MODEL, sha(MODEL), (request, out) -> FileServer.serve(request, out, MODEL, TAG));
    assertThat(((Finished) fromHub("o/tiny-GGUF:q8_0", Map.of())).wasThere()).isFalse();
    int before = server.requests().size();
    assertThat(((Finished) fromHub("o/tiny-GGUF:tiny-Q8_0.gguf", Map.of())).wasThere()).isTrue();
    assertThat(server.requests()).hasSize(before + 1);
  }

  @Test
  void bringsEveryPartOfASplitModel() throws Exception {
    byte[] second = new GgufWriter().tensor("c", 64, 8).bytes();
    server.answerWith((request, out) -> {
      if (request.path().startsWith("/api/")) {
        list(
            out,
            entry("Q4_K_M/big-Q4_K_M-00001-of-00002.gguf", MODEL),
            entry("Q4_K_M/big-Q4_K_M-00002-of-00002.gguf", second),
            entry("mmproj-Q4_K_M.gguf", OTHER));
      } else {
        FileServer.serve(request, out, request.path().contains("00001") ? MODEL : second, TAG);
      }
    });
    Finished finished = (Finished) fromHub("o/big-GGUF:Q4_K_M", Map.of());
    assertThat(finished.files()).hasSize(2);
    assertThat(finished.sha256()).containsExactly(sha(MODEL), sha(second));
  }

  @Test
  void saysWhatThereIsWhenTheNameIsNotEnough() throws Exception {
    server.answerWith(
        (_, out) -> list(out, entry("a-Q4_0.gguf", MODEL), entry("a-Q8_0.gguf", OTHER)));
    assertThat(failedHub("o/a-GGUF").message()).contains("several models that fit");
    assertThat(failedHub("o/a-GGUF:Q5_0").sentences())
        .contains("has no \"Q5_0\"")
        .contains("a-Q4_0.gguf, a-Q8_0.gguf");
    server.answerWith((_, out) -> list(out));
    assertThat(failedHub("o/a-GGUF").message()).contains("holds no GGUF file");
    server.answerWith((_, out) -> FileServer.head(out, 401, "Content-Length: 0"));
    assertThat(failedHub("o/a-GGUF").hint()).contains("HF_TOKEN");
    server.answerWith((_, out) -> {
      FileServer.head(out, 200);
      out.write("<html>".getBytes(StandardCharsets.UTF_8));
    });
    assertThat(failedHub("o/a-GGUF").message()).contains("does not answer like a hub");
  }

  @Test
  void refusesWhatTheHubSaysIsAnotherFileNow() throws Exception {
    server.answerWith(elsewhere(server));
    assertThat(failedHub("o/tiny-GGUF:Q8_0").message()).contains("another file there");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void refusesWhatNamesNoModel() {
    for (String typed :
        List.of(
            "",
            "llama",
            "a/b/c:Q4",
            "../x/y:Q4",
            "ftp://x/y.gguf",
            "http://models.example/m.gguf",
            "https://user:word@models.example/m.gguf",
            "https://",
            "a b/c")) {
      assertThatThrownBy(() -> downloads().of(typed, null))
          .as(typed)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("word@");
    }
    assertThatThrownBy(() -> downloads().of("a/b", "abc")).hasMessageContaining("64 digits");
    assertThatThrownBy(() -> downloads(Map.of("HF_ENDPOINT", "http://hub.example")).of("a/b", null))
        .hasMessageContaining("HF_ENDPOINT");
  }

  @Test
  void writesNowhereElseWhateverTheNamesSay() throws Exception {
    for (String path :
        List.of("/..%2F..%2Fetc%2Fpasswd", "/.hidden", "/a%00b", "/CON:x.gguf", "/")) {
      Finished finished = (Finished) get(path);
      Path file = finished.files().getFirst();
      assertThat(file.normalize()).isEqualTo(file);
      assertThat(file.getParent()).isEqualTo(folder.resolve("127.0.0.1"));
      assertThat(file.getFileName().toString()).endsWith(".gguf").doesNotStartWith(".");
    }
  }

  @Test
  void beginsAgainWhenWhatIsRememberedMakesNoSense() throws Exception {
    for (String nonsense :
        List.of("", "{", "[]", "{\"version\":1,\"size\":-5}", "{\"version\":9}")) {
      Path file = file("tiny.gguf");
      Files.createDirectories(file.getParent());
      Files.writeString(Sidecar.part(file), "GGUFgarbage");
      Files.writeString(Sidecar.beside(file), nonsense);
      assertThat(get("/tiny.gguf")).isInstanceOf(Finished.class);
      assertThat(Files.readAllBytes(file)).isEqualTo(MODEL);
      Files.delete(file);
    }
  }

  private FileServer.Script elsewhere(FileServer hub) throws Exception {
    String other = sha(OTHER);
    return (request, out) -> {
      if (request.path().startsWith("/api/")) {
        list(out, entry("tiny-Q8_0.gguf", MODEL));
      } else if (request.path().equals("/elsewhere")) {
        FileServer.serve(request, out, OTHER, TAG);
      } else {
        FileServer.head(
            out,
            302,
            "X-Linked-Etag: \"" + other + "\"",
            "Location: " + hub.url("/elsewhere"),
            "Content-Length: 0");
      }
    };
  }

  /** A hub with one model, whose file is served by that script. */
  private void hub(byte[] model, String sha, FileServer.Script file) {
    assertThat(sha).hasSize(64);
    server.answerWith((request, out) -> {
      if (request.path().startsWith("/api/models/o/tiny-GGUF/tree/main")) {
        list(out, entry("tiny-Q8_0.gguf", model), entry("tiny-Q4_0.gguf", OTHER));
      } else {
        assertThat(request.path()).isEqualTo("/o/tiny-GGUF/resolve/main/tiny-Q8_0.gguf");
        file.answer(request, out);
      }
    });
  }

  private void list(java.io.OutputStream out, String... entries) throws IOException {
    FileServer.head(out, 200, "Content-Type: application/json");
    out.write(("[" + String.join(",", entries) + "]").getBytes(StandardCharsets.UTF_8));
  }

  private String entry(String path, byte[] file) throws Exception {
    return "{\"type\":\"file\",\"path\":\"%s\",\"size\":%d,\"lfs\":{\"oid\":\"%s\",\"size\":%d}}"
        .formatted(path, file.length, sha(file), file.length);
  }

  private void cutAt(int bytes) {
    server.answerWith((request, out) -> {
      if (request.from() > 0) {
        return;
      }
      FileServer.head(out, 200, "ETag: " + TAG, "Content-Length: " + MODEL.length);
      out.write(MODEL, 0, bytes);
    });
  }

  /** Says so much is free, and has room for so many bytes all the same. */
  private Downloads full(long free, long room) {
    return new Downloads(
        folder,
        Map.of(),
        NanoClock.system(),
        new Disk() {
          private long written;

          @Override
          public long free(Path where) {
            return free;
          }

          @Override
          public void write(FileChannel file, ByteBuffer bytes) throws IOException {
            written += bytes.remaining();
            if (written > room) {
              throw new IOException("No space left on device");
            }
            Disk.REAL.write(file, bytes);
          }
        },
        _ -> Duration.ZERO);
  }

  private Downloads downloads() {
    return downloads(Map.of());
  }

  private Downloads downloads(Map<String, String> environment) {
    return new Downloads(folder, environment, NanoClock.system(), Disk.REAL, _ -> Duration.ZERO);
  }

  private DownloadOutcome get(String path) {
    return downloads().of(server.url(path), null).run(_ -> {});
  }

  private Failed failed(String path) {
    return (Failed) get(path);
  }

  private DownloadOutcome fromHub(String name, Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("HF_ENDPOINT", server.url(""));
    return downloads(environment).of(name, null).run(_ -> {});
  }

  private Failed failedHub(String name) {
    return (Failed) fromHub(name, Map.of());
  }

  private Path file(String name) {
    return folder.resolve("127.0.0.1").resolve(name);
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().contains(".part")).toList();
    }
  }

  private String sha(byte[] bytes) throws Exception {
    Path file = Files.write(Files.createTempFile("model", ".bin"), bytes);
    try {
      return FileHash.of(file, _ -> {});
    } finally {
      Files.delete(file);
    }
  }
}
