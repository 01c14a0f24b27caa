package app.diptych.session;

import app.diptych.review.Rubric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rubrics that come with the product. */
public final class BundledRubrics {
  private static final String PLACE = "/rubrics/rubrics.json";

  private BundledRubrics() {}

  /** All of them, in their order. */
  public static List<Rubric> all() {
    try (InputStream in = BundledRubrics.class.getResourceAsStream(PLACE)) {
      if (in == null) {
        throw new IllegalStateException(PLACE + " is missing");
      }
      List<Rubric> rubrics = new ArrayList<>();
      for (JsonNode node : JsonMapper.builder().build().readTree(in)) {
        rubrics.add(ReviewJson.rubric(node));
      }
      return rubrics;
    } catch (IOException torn) {
      throw new UncheckedIOException(torn);
    }
  }
}
