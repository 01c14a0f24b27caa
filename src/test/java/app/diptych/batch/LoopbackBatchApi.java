package app.diptych.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Batch API as OpenAI documents it, on a socket of this machine: files, batches that go from
 * validating over in_progress to their end one look after another, output in any order, errors in a
 * file of their own. What goes wrong is set by the fields.
 */
public final class LoopbackBatchApi implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final MockWebServer server = new MockWebServer();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
  private final Map<String, Integer> looks = new LinkedHashMap<>();
  private int numbers;

  /** How many requests were answered, and so paid, in all batches. */
  public int paid;

  /** How a batch ends. */
  String end = "completed";

  /** Looks until it ends; so many are answered when it does. */
  public int looksToEnd = 2;

  /** Those it says each answer has. */
  int outputTokens = 10;

  Predicate<String> lost = id -> false;
  Predicate<String> failing = id -> false;
  Predicate<String> answered = id -> true;
  boolean bodiesAreTexts;

  /** What stands in the output besides. */
  String alsoInOutput = "";

  /** Requests of that kind are answered with HTTP 500, so often. */
  String broken = "";

  int brokenTimes;

  /** Requests of that kind are answered with HTTP 401. */
  public String refuses = "";

  /** Requests of that kind are carried out, and the connection is cut before the answer. */
  String cut = "";

  int cutTimes;
  boolean none;

  /** Our name of a batch is not kept. */
  boolean withoutMetadata;

  /** So many looks at the list of batches show none. */
  int lateLists;

  /** Batches that were made are not known any more. */
  boolean forgetsBatches;

  /** Files of answers are not known any more. */
  boolean forgetsAnswers;

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  public static LoopbackBatchApi open() throws IOException {
    LoopbackBatchApi api = new LoopbackBatchApi();
    api.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return api.answer(request);
          }
        });
    api.server.start();
    return api;
  }

  public String url() {
    return server.url("/v1").toString();
  }

  public int made() {
    return batches.size();
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    List<String> path = request.getUrl().pathSegments().subList(1, request.getUrl().pathSize());
    String rest = path.size() > 2 ? " " + path.get(2) : path.size() > 1 ? " one" : "";
    String kind = request.getMethod() + " " + path.getFirst() + rest;
    calls.add(kind);
    if (none) {
      return error(404, "Not Found");
    }
    if (kind.equals(refuses)) {
      return error(401, "Incorrect API key provided.");
    }
    if (kind.equals(broken) && brokenTimes-- > 0) {
      return error(500, "The server had an error.");
    }
    MockResponse answer =
        switch (kind) {
          case "POST files" -> upload(Objects.requireNonNull(request.getBody()).utf8());
          case "POST batches" ->
              create(MAPPER.readTree(Objects.requireNonNull(request.getBody()).utf8()));
          case "GET batches" -> list(request.getUrl().queryParameter("after"));
          case "GET batches one" -> look(path.get(1));
          case "POST batches cancel" -> cancel(path.get(1));
          case "GET files content" ->
              files.containsKey(path.get(1)) && !forgetsAnswers
                  ? new MockResponse.Builder().body(files.get(path.get(1))).build()
                  : error(404, "No such File object: " + path.get(1));
          default -> error(404, "Invalid URL");
        };
    if (kind.equals(cut) && cutTimes-- > 0) {
      return answer.newBuilder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE).build();
    }
    return answer;
  }

  private MockResponse upload(String multipart) {
    if (!multipart.contains("name=\"purpose\"") || !multipart.contains("\r\n\r\nbatch\r\n")) {
      return error(400, "'purpose' is a required property");
    }
    int file = multipart.indexOf("name=\"file\"; filename=");
    int begin = multipart.indexOf("\r\n\r\n", file) + 4;
    int last = multipart.indexOf("\r\n--", begin);
    String id = "file-" + ++numbers;
    files.put(id, multipart.substring(begin, last));
    return json(
        MAPPER.createObjectNode().put("id", id).put("object", "file").put("purpose", "batch"));
  }

  private MockResponse create(JsonNode asked) {
    String file = asked.path("input_file_id").asString("");
    if (!files.containsKey(file)
        || !asked.path("completion_window").asString("").equals("24h")
        || !asked.path("endpoint").asString("").equals("/v1/chat/completions")) {
      return error(400, "Invalid batch");
    }
    String id = "batch_" + ++numbers;
    ObjectNode batch = MAPPER.createObjectNode().put("id", id).put("object", "batch");
    batch.put("endpoint", "/v1/chat/completions").put("input_file_id", file);
    batch.put("status", "validating").put("created_at", 1_764_000_000 + numbers);
    batch.putNull("output_file_id").putNull("error_file_id");
    batch.set("metadata", withoutMetadata ? MAPPER.createObjectNode() : asked.path("metadata"));
    counts(batch, 0, 0, 0);
    batches.put(id, batch);
    return json(batch);
  }

  private static void counts(ObjectNode batch, int total, int completed, int failed) {
    batch
        .putObject("request_counts")
        .put("total", total)
        .put("completed", completed)
        .put("failed", failed);
  }

  /** Two a page, newest first. */
  private MockResponse list(@Nullable String after) {
    boolean empty = forgetsBatches || lateLists-- > 0;
    List<ObjectNode> newest = empty ? List.of() : new ArrayList<>(batches.values()).reversed();
    int from = 0;
    for (int i = 0; i < newest.size(); i++) {
      if (newest.get(i).path("id").asString("").equals(after)) {
        from = i + 1;
      }
    }
    ObjectNode list = MAPPER.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    newest.stream().skip(from).limit(2).forEach(data::add);
    list.put("has_more", newest.size() > from + 2);
    return json(list);
  }

  private MockResponse look(String id) {
    ObjectNode batch = batches.get(id);
    if (batch == null || forgetsBatches) {
      return error(404, "No batch found with id '" + id + "'.");
    }
    int seen = looks.merge(id, 1, Integer::sum);
    String status = batch.path("status").asString("");
    if (status.equals("cancelling") || (isOpen(status) && seen >= looksToEnd)) {
      end(batch, status.equals("cancelling") ? "cancelled" : end);
    } else if (isOpen(status)) {
      batch.put("status", "in_progress");
    }
    return json(batch);
  }

  private static boolean isOpen(String status) {
    return List.of("validating", "in_progress", "finalizing").contains(status);
  }

  private MockResponse cancel(String id) {
    ObjectNode batch = batches.get(id);
    if (batch == null || forgetsBatches) {
      return error(404, "No batch found with id '" + id + "'.");
    }
    return json(batch.put("status", "cancelling"));
  }

  private void end(ObjectNode batch, String how) {
    batch.put("status", how);
    if (how.equals("failed")) {
      ObjectNode error = batch.putObject("errors").putArray("data").addObject();
      error.put("code", "invalid_json_line").put("line", 2).put("message", "This line is bad.");
      return;
    }
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String line :
        Objects.requireNonNull(files.get(batch.path("input_file_id").asString("")))
            .lines()
            .toList()) {
      JsonNode asked = MAPPER.readTree(line);
      String id = asked.path("custom_id").asString("");
      if (!answered.test(id)) {
        errors.add(failed(id, "batch_" + (how.equals("cancelled") ? "cancelled" : "expired")));
      } else if (failing.test(id)) {
        errors.add(refused(id));
      } else {
        paid++;
        output.add(lost.test(id) ? "" : answer(id, asked.path("body")));
      }
    }
    Collections.shuffle(output, new Random(7));
    counts(batch, output.size() + errors.size(), output.size(), errors.size());
    file(batch, "output_file_id", String.join("\n", output) + "\n" + alsoInOutput);
    if (!errors.isEmpty()) {
      file(batch, "error_file_id", String.join("\n", errors) + "\n");
    }
  }

  private void file(ObjectNode batch, String field, String text) {
    String id = "file-" + ++numbers;
    files.put(id, text);
    batch.put(field, id);
  }

  public String answer(String id, JsonNode body) {
    ObjectNode answer = MAPPER.createObjectNode().put("id", "chatcmpl-" + id);
    answer.put("object", "chat.completion").put("model", body.path("model").asString(""));
    JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop");
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", "Answer to " + last.path("content").asString(""));
    answer
        .putObject("usage")
        .put("prompt_tokens", 1000)
        .put("completion_tokens", outputTokens)
        .put("total_tokens", 1000 + outputTokens);
    return line(id, 200, answer);
  }

  private String line(String id, int status, ObjectNode body) {
    ObjectNode line = MAPPER.createObjectNode().put("id", "batch_req_" + id).put("custom_id", id);
    ObjectNode response = line.putObject("response").put("status_code", status);
    response.put("request_id", "req_" + id);
    if (bodiesAreTexts) {
      response.put("body", body.toString());
    } else {
      response.set("body", body);
    }
    line.putNull("error");
    return line.toString();
  }

  private String refused(String id) {
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("error").put("message", "Slow down.").put("type", "rate_limit_error");
    return line(id, 429, body);
  }

  private static String failed(String id, String code) {
    ObjectNode line = MAPPER.createObjectNode().put("id", "batch_req_" + id).put("custom_id", id);
    line.putNull("response");
    line.putObject("error").put("code", code).put("message", "This request was not executed.");
    return line.toString();
  }

  private static MockResponse json(JsonNode node) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(node.toString())
        .build();
  }

  private static MockResponse error(int status, String message) {
    ObjectNode error = MAPPER.createObjectNode();
    error.putObject("error").put("message", message).put("type", "invalid_request_error");
    return json(error).newBuilder().code(status).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
