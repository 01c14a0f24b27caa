package app.diptych.gateway;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Batch API of a gateway, as OpenAI defined it: a file of requests is sent, answered within
 * hours, and fetched. Every call blocks, waits its turn at the gateway, and is made once.
 */
public final class BatchApi {
  /** Where our own name of a batch stands among its metadata, so that it is found again. */
  static final String MARK = "diptych";

  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType LINES = MediaType.get("application/jsonl");
  private static final JsonMapper MAPPER = JsonMapper.builder(ChunkDecoder.JSON).build();
  private static final int MOST_DOCUMENT = 16 * 1024 * 1024;
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 200;
  private static final int MOST_ID = 256;

  /** Taking a file of 200 MB, or looking it over, takes a gateway longer than beginning to talk. */
  private static final Duration FIRST_BYTE = Duration.ofMinutes(3);

  private static final Duration WHOLE = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final GatewayProfile profile;
  private final @Nullable ApiKey key;
  private final GatewayHttp http;
  private final Turns turns;
  private final NanoClock clock;

  /**
   * @param key null for a gateway that asks for none
   */
  public BatchApi(
      GatewayProfile profile,
      @Nullable ApiKey key,
      GatewayHttp http,
      Turns turns,
      NanoClock clock) {
    this.profile = profile;
    this.key = key;
    GatewayTimeouts usual = profile.timeouts();
    Duration firstByte =
        usual.firstByte().compareTo(FIRST_BYTE) > 0 ? usual.firstByte() : FIRST_BYTE;
    this.http = http.with(new GatewayTimeouts(usual.connect(), firstByte, usual.silence(), WHOLE));
    this.turns = turns;
    this.clock = clock;
  }

  /** What a call came to. */
  public sealed interface Reply<T> {}

  /** What was asked for. */
  public record Got<T>(T value) implements Reply<T> {}

  /**
   * It failed.
   *
   * @param gone whether the gateway knows no such batch or file, or no such address
   */
  public record Refused<T>(Failure failure, boolean gone) implements Reply<T> {
    Refused(Failure failure) {
      this(failure, false);
    }
  }

  /** The gateway's id. */
  public String gateway() {
    return profile.id();
  }

  /** Writes and reads the lines of this gateway's files. */
  public BatchLines lines() {
    return BatchLines.of(profile, key);
  }

  /** Sends a file of requests; gives its name at the gateway. Nothing is charged for it. */
  public Reply<String> upload(Path file) {
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("purpose", "batch")
            .addFormDataPart("file", "diptych.jsonl", RequestBody.create(file.toFile(), LINES))
            .build();
    return call(profile.files(), body, node -> id(node.path("id")));
  }

  /**
   * Lets a file of requests be answered.
   *
   * @param name our own name of the batch
   */
  public Reply<RemoteBatch> create(String file, String name) {
    ObjectNode body = MAPPER.createObjectNode().put("input_file_id", file);
    body.put("endpoint", "/v1/chat/completions").put("completion_window", "24h");
    body.putObject("metadata").put(MARK, name);
    return call(profile.batches(), RequestBody.create(body.toString(), JSON), this::batch);
  }

  /** How it stands. */
  public Reply<RemoteBatch> get(String id) {
    return call(under(profile.batches(), id), null, this::batch);
  }

  /** Asks for its end; what is answered until then is there afterwards. */
  public Reply<RemoteBatch> cancel(String id) {
    HttpUrl url = under(profile.batches(), id).newBuilder().addPathSegment("cancel").build();
    return call(url, RequestBody.create("", JSON), this::batch);
  }

  /**
   * The batch of that name of ours, when the gateway has it.
   *
   * @param file of its requests, which only it has: some gateways drop our name
   */
  public Reply<Optional<RemoteBatch>> find(String name, String file) {
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      HttpUrl.Builder url =
          profile.batches().newBuilder().addQueryParameter("limit", String.valueOf(PAGE));
      if (!after.isEmpty()) {
        url.addQueryParameter("after", after);
      }
      Reply<JsonNode> reply = call(url.build(), null, node -> node);
      if (reply instanceof Refused<JsonNode>(Failure failure, boolean gone)) {
        return new Refused<>(failure, gone);
      }
      JsonNode node =
          reply instanceof Got<JsonNode>(JsonNode value) ? value : MissingNode.getInstance();
      JsonNode data = node.path("data");
      if (!data.isArray()) {
        return new Refused<>(unreadable());
      }
      String last = "";
      for (JsonNode one : data) {
        if (one.path("metadata").path(MARK).asString("").equals(name)
            || one.path("input_file_id").asString("").equals(file)) {
          RemoteBatch found = batch(one);
          return found == null ? new Refused<>(unreadable()) : new Got<>(Optional.of(found));
        }
        last = one.path("id").asString("");
      }
      if (!node.path("has_more").asBoolean(false) || last.isEmpty() || last.equals(after)) {
        return new Got<>(Optional.empty());
      }
      after = last;
    }
    return new Refused<>(
        new Failure.ProviderError(
            profile.id() + " has more batches than can be looked through.",
            "Delete old ones at the gateway, then resume.",
            false));
  }

  /**
   * Fetches a file of answers.
   *
   * @param most how large it may be; a larger one is cut there
   * @return whether it came whole
   */
  public Reply<Boolean> download(String id, Path to, long most) {
    HttpUrl url = under(profile.files(), id).newBuilder().addPathSegment("content").build();
    AtomicReference<@Nullable Boolean> whole = new AtomicReference<>();
    Refused<Boolean> refused =
        send(
            url,
            null,
            body -> {
              try (OutputStream out = Files.newOutputStream(to)) {
                whole.set(copy(body, out, most));
              }
            });
    Boolean came = whole.get();
    if (refused != null) {
      return refused;
    }
    return came == null ? new Refused<>(unreadable()) : new Got<>(came);
  }

  private static boolean copy(BufferedSource body, OutputStream out, long most) throws IOException {
    Buffer piece = new Buffer();
    long left = most;
    while (left > 0) {
      long came = body.read(piece, Math.min(left, 64 * 1024));
      if (came < 0) {
        return true;
      }
      left -= came;
      piece.writeTo(out);
    }
    return body.exhausted();
  }

  private interface Meaning<T> {
    @Nullable T of(JsonNode node);
  }

  private <T> Reply<T> call(HttpUrl url, @Nullable RequestBody body, Meaning<T> meaning) {
    Buffer document = new Buffer();
    Refused<T> refused =
        send(
            url,
            body,
            source -> {
              while (source.read(document, 8 * 1024) >= 0) {
                if (document.size() > MOST_DOCUMENT) {
                  throw new StreamTooLarge("What tells of the batch", MOST_DOCUMENT);
                }
              }
            });
    if (refused != null) {
      return refused;
    }
    try {
      T value = meaning.of(MAPPER.readTree(document.readByteArray()));
      return value == null ? new Refused<>(unreadable()) : new Got<>(value);
    } catch (JacksonException notJson) {
      return new Refused<>(unreadable());
    }
  }

  private interface Reading {
    void read(BufferedSource body) throws IOException;
  }

  /** Sends it when its turn has come; null when all went well. */
  private <T> @Nullable Refused<T> send(HttpUrl url, @Nullable RequestBody body, Reading reading) {
    Failure refusal = profile.refusalOf(key).orElse(null);
    if (refusal != null) {
      return new Refused<>(refusal);
    }
    Addressee to = new Addressee(profile.id(), url, "", key != null, new UntrustedText(key));
    Turns.Turn turn = turns.of(profile, 0, _ -> {});
    Failure failure = null;
    boolean gone = false;
    try {
      Duration wait = turn.await(PATIENCE);
      if (wait != null) {
        return new Refused<>(
            new Failure.RateLimited(
                "The limits of " + profile.id() + " let nothing through for a while.",
                "Resume later, or raise its limits in Settings > Gateways.",
                wait));
      }
      Request.Builder request = Exchange.request(url, key);
      profile.addHeaders(request);
      if (body != null) {
        request.post(body);
      }
      new Exchange(http, request.build(), to, clock).run((source, _, _) -> reading.read(source));
    } catch (GatewayException failed) {
      failure = failed.failure();
      gone = failed.isNotFound();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      failure = new Failure.Cancelled();
    } finally {
      turn.end(failure);
    }
    return failure == null ? null : new Refused<>(failure, gone);
  }

  private @Nullable RemoteBatch batch(JsonNode node) {
    String id = id(node.path("id"));
    if (id == null) {
      return null;
    }
    RemoteBatch.State state = RemoteBatch.State.of(node.path("status").asString(""));
    JsonNode counts = node.path("request_counts");
    return new RemoteBatch(
        id,
        state,
        or(id(node.path("output_file_id"))),
        or(id(node.path("error_file_id"))),
        counts.path("total").asLong(0),
        counts.path("completed").asLong(0),
        counts.path("failed").asLong(0),
        state == RemoteBatch.State.FAILED ? refusal(node.path("errors").path("data")) : null);
  }

  private Failure refusal(JsonNode errors) {
    JsonNode first = errors.path(0);
    String said = new UntrustedText(key).sentence(first.path("message").asString(""));
    String line =
        first.path("line").isNumber() ? " (line " + first.path("line").asLong() + ")" : "";
    return new Failure.InvalidRequest(
        profile.id()
            + " refused the batch"
            + line
            + (said.isEmpty() ? "." : ": " + said + (said.endsWith(".") ? "" : ".")),
        "Nothing of it was answered: change what it asks for, then --resume sends it again.");
  }

  private static HttpUrl under(HttpUrl url, String id) {
    return url.newBuilder().addPathSegment(id).build();
  }

  /** A name that goes into an address again; null when it is none. */
  private static @Nullable String id(JsonNode node) {
    String id = node.asString("");
    boolean good =
        !id.isEmpty()
            && id.length() <= MOST_ID
            && !id.startsWith(".")
            && id.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '/' && c != '\\');
    return good ? id : null;
  }

  private static String or(@Nullable String id) {
    return id == null ? "" : id;
  }

  private Failure unreadable() {
    return new Failure.BrokenStream(
        profile.id() + " answers about batches in a way that cannot be read.",
        "Its Batch API may not be OpenAI's: leave --engine out, or use --export-batch.");
  }
}
