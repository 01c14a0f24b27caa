package app.diptych.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a gateway writes, in the plainest dialect. */
final class Wire {
  static final String DONE = "data: [DONE]\n\n";

  private Wire() {}

  static String delta(String text) {
    return event(chunk("{'index':0,'delta':{'content':'" + text + "'},'finish_reason':null}"));
  }

  static String finish(String reason) {
    return event(chunk("{'index':0,'delta':{},'finish_reason':'" + reason + "'}"));
  }

  static String usage(int input, int output) {
    return event(
        "{'id':'c1','model':'model-7b','choices':[],'usage':{'prompt_tokens':%d,'completion_tokens':%d}}"
            .formatted(input, output));
  }

  /** A whole answer of those deltas. */
  static String answer(String... deltas) {
    return event(chunk("{'index':0,'delta':{'role':'assistant','content':''}}"))
        + Arrays.stream(deltas).map(Wire::delta).collect(Collectors.joining())
        + finish("stop")
        + usage(9, deltas.length)
        + DONE;
  }

  static String event(String withSingleQuotes) {
    return "data: " + json(withSingleQuotes) + "\n\n";
  }

  static String json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"');
  }

  private static String chunk(String choice) {
    return "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'model-7b',"
        + "'system_fingerprint':'fp_1','choices':["
        + choice
        + "]}";
  }
}
