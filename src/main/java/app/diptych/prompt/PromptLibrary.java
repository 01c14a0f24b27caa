package app.diptych.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The prompts to choose from. */
public record PromptLibrary(List<Prompt> prompts) {
  private static final String BUNDLED = "/prompts/demo.json";

  public PromptLibrary {
    prompts = List.copyOf(prompts);
  }

  /** The prompts that come with the product: the demonstration models know what they ask for. */
  public static PromptLibrary bundled() {
    try (InputStream stream = PromptLibrary.class.getResourceAsStream(BUNDLED)) {
      if (stream == null) {
        throw new IllegalStateException("The bundled prompts are missing: " + BUNDLED);
      }
      return JsonMapper.builder().build().readValue(stream, PromptLibrary.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The prompts that match every word of the query, in order; all for an empty one. */
  public List<Prompt> search(String query) {
    return query.isBlank()
        ? prompts
        : prompts.stream().filter(prompt -> prompt.matches(query)).toList();
  }
}
