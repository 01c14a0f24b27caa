import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The floor: lines of a plain socket and a search for the text, which reads nearly nothing right. */
final class RawClient {
  private static final String MARK = "\"content\":\"";

  public static void main(String[] arguments) throws Exception {
    URI url = URI.create(arguments[0]);
    Bench.run(arguments, (model, deltas) -> {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        socket.setTcpNoDelay(true);
        String body =
            "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":true}";
        OutputStream out = socket.getOutputStream();
        out.write(
            ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
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
