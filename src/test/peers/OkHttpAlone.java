import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** What OkHttp itself takes: its lines and a search for the text, as the floor does. */
final class OkHttpAlone {
  private static final String MARK = "\"content\":\"";

  public static void main(String[] arguments) throws Exception {
    OkHttpClient client = new OkHttpClient();
    MediaType json = MediaType.get("application/json");
    Bench.run(arguments, (model, deltas) -> {
      String body =
          "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true}";
      Request request =
          new Request.Builder()
              .url(arguments[0] + "/chat/completions")
              .post(RequestBody.create(body, json))
              .build();
      try (Response response = client.newCall(request).execute()) {
        BufferedSource source = response.body().source();
        for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
          int start = line.indexOf(MARK);
          if (start >= 0) {
            long at = System.nanoTime();
            int text = start + MARK.length();
            deltas.text(line.substring(text, line.indexOf('"', text)), at, at);
          }
        }
        return "stop";
      }
    });
  }
}
