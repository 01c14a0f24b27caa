package app.diptych.exchange;

import app.diptych.review.Rubric;
import app.diptych.session.ReviewJson;
import app.diptych.session.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A rubric as a JSON file, to be sent to somebody and read again. */
public final class RubricFiles {
  private static final String MARK = "diptychRubric";
  private static final int VERSION = 1;
  private static final long MOST_BYTES = 1 << 20;
  private static final int LONGEST = 2_000;
  private static final Set<String> SCALES = Set.of("pass_fail", "three", "five", "seven");

  private RubricFiles() {}

  /**
   * Writes a rubric.
   *
   * @throws ExchangeException when it cannot be written, with a sentence
   */
  public static void write(Rubric rubric, Path file) throws ExchangeException {
    ObjectNode root = Json.mapper().createObjectNode().put(MARK, VERSION);
    root.setAll(ReviewJson.rubric(rubric));
    try {
      WholeFile.write(
          file,
          out ->
              out.write(
                  Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n"));
    } catch (IOException refused) {
      throw new ExchangeException(
          "The file %s could not be written (%s): choose another."
              .formatted(file, WholeFile.reason(refused)),
          refused);
    }
  }

  /**
   * Reads a rubric.
   *
   * @throws ExchangeException when it is none, with a sentence
   */
  public static Rubric read(Path file) throws ExchangeException {
    JsonNode root = Json.read(text(file), String.valueOf(file.getFileName()));
    if (root.path(MARK).asInt(0) != VERSION) {
      throw new ExchangeException(
          "The file "
              + file
              + " is not a rubric of a version that is known here: it must begin with \""
              + MARK
              + "\": "
              + VERSION
              + ".");
    }
    for (JsonNode criterion : root.path("criteria")) {
      check(criterion, file);
    }
    try {
      return ReviewJson.rubric(root);
    } catch (IllegalArgumentException wrong) {
      throw new ExchangeException(
          "The rubric in " + file + " cannot be used: " + wrong.getMessage(), wrong);
    }
  }

  private static void check(JsonNode criterion, Path file) throws ExchangeException {
    String name = Json.text(criterion, "name", "");
    String scale = Json.text(criterion, "scale", "five");
    if (!SCALES.contains(scale.toLowerCase(Locale.ROOT))) {
      throw new ExchangeException(
          "In " + file + " the scale of \"" + name + "\" must be pass_fail, three, five or seven.");
    }
    boolean tooLong = name.length() > LONGEST;
    for (JsonNode anchor : criterion.path("anchors")) {
      tooLong |= anchor.asString("").length() > LONGEST;
    }
    if (tooLong) {
      throw new ExchangeException(
          "In " + file + " a name or description is longer than anybody reads: shorten it.");
    }
  }

  private static String text(Path file) throws ExchangeException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ExchangeException("The file " + file + " is too large to be a rubric.");
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new ExchangeException(
          "The file " + file + " cannot be read as text: check its name.", unreadable);
    }
  }
}
