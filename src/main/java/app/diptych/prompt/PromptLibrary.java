package app.diptych.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The prompts to choose from. */
public record PromptLibrary(List<Prompt> prompts) {
  private static final String BUNDLED = "/prompts/";

  /** The paths of the bundled prompts, one a line: resources cannot be listed. */
  private static final String INDEX = "index.txt";

  public PromptLibrary {
    prompts = List.copyOf(prompts);
  }

  /**
   * The prompts that come with the product. Those of the folder {@code demo} come first: the
   * demonstration models know what they ask for. All others are for larger models.
   */
  public static PromptLibrary bundled() {
    String index = new String(resource(INDEX), StandardCharsets.UTF_8);
    return new PromptLibrary(
        index
            .lines()
            .filter(path -> !path.isBlank())
            .map(path -> PromptFile.read(path, resource(path)).prompt())
            .toList());
  }

  private static byte[] resource(String path) {
    try (InputStream stream = PromptLibrary.class.getResourceAsStream(BUNDLED + path)) {
      if (stream == null) {
        throw new IllegalStateException("A bundled prompt is missing: " + BUNDLED + path);
      }
      return stream.readAllBytes();
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
