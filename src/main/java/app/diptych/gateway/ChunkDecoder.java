package app.diptych.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the chunks of one stream. A chunk that differs from the one before only in its text, as
 * nearly all do, is recognised by comparing bytes; any other goes through the JSON parser, in one
 * pass. Both give the same result. Not thread-safe.
 */
final class ChunkDecoder {
  /** Hostile input meets these limits before it can take memory or time. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(8 * 1024 * 1024)
                  .maxNameLength(256)
                  .maxNumberLength(100)
                  .maxDocumentLength(32L * 1024 * 1024)
                  .maxTokenCount(1_000_000)
                  .build())
          .build();

  private static final int LONGEST_LITERAL = "false".length();

  private final boolean weighed;
  private @Nullable ChunkTemplate template;

  ChunkDecoder() {
    this(false);
  }

  /**
   * @param weighed whether the probabilities of the tokens are read; then every chunk that has them
   *     goes through the parser
   */
  ChunkDecoder(boolean weighed) {
    this.weighed = weighed;
  }

  /**
   * @param bytes well-formed UTF-8
   * @throws MalformedChunk when it is not JSON, or a field that matters has the wrong type
   */
  Chunk decode(byte[] bytes, int from, int length) throws MalformedChunk {
    Chunk known = template == null ? null : template.match(bytes, from, length);
    return known == null ? parse(bytes, from, length) : known;
  }

  private Chunk parse(byte[] bytes, int from, int length) throws MalformedChunk {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
      ChunkReader reader = new ChunkReader(parser, weighed);
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new MalformedChunk("not a JSON object", first == null, null);
      }
      Chunk chunk = reader.chunk();
      if (parser.nextToken() != null) {
        throw new MalformedChunk("more than one JSON value", false, null);
      }
      template = reader.template(chunk, bytes, from, length);
      return chunk;
    } catch (StreamConstraintsException tooMuch) {
      throw new MalformedChunk("JSON nested too deeply or too large", false, tooMuch);
    } catch (JacksonException notJson) {
      boolean cut = endsEarly(notJson, length);
      throw new MalformedChunk(cut ? "JSON that ends early" : "not valid JSON", cut, notJson);
    }
  }

  /** A literal or number that was cut is reported where it starts, close to the end. */
  private static boolean endsEarly(JacksonException notJson, int length) {
    return notJson instanceof UnexpectedEndOfInputException
        || (notJson.getLocation() != null
            && notJson.getLocation().getByteOffset() > length - LONGEST_LITERAL);
  }
}
