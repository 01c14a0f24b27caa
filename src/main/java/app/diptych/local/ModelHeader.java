package app.diptych.local;

import app.diptych.completion.Failure;
import app.diptych.local.fit.ModelShape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a GGUF model says about itself, whether or not an engine here can run it. A model may be
 * split over several files; the first one then tells about all of them.
 *
 * @param architecture for example {@code qwen3moe}
 * @param name the model's own name; empty when it has none
 * @param quantisation how the weights are stored, for example {@code Q4_K_M}
 * @param parameters how many numbers the model consists of, added up from its tensor table
 * @param activeParameters how many of them work on one token, computed from the tensor table and
 *     the counts of experts; null when the model has no experts
 * @param experts how many experts a layer has; 0 for none
 * @param expertsUsed how many of them work on one token
 * @param contextLength most tokens the model was trained for; null when the file does not say
 * @param blocks layers of the model
 * @param languages as the file names them, for example {@code en}
 * @param licence as the file names it, for example {@code apache-2.0}; null when it does not
 * @param chatTemplate whether the file says how messages are put to the model
 * @param shape what decides how much memory it takes
 * @param needed bytes all tensors reach to, file by file; what the files have to have
 */
public record ModelHeader(
    String architecture,
    String name,
    String quantisation,
    long parameters,
    @Nullable Long activeParameters,
    long experts,
    long expertsUsed,
    @Nullable Long contextLength,
    long blocks,
    List<String> languages,
    @Nullable String licence,
    boolean chatTemplate,
    ModelShape shape,
    long needed) {
  private static final int LONGEST_LINE = 200;

  public ModelHeader {
    languages = List.copyOf(languages);
  }

  /** What came of reading one file of a model. */
  public sealed interface Reading {}

  /**
   * A header.
   *
   * @param problem what is wrong with the file nevertheless, such as that its end is missing; null
   *     when nothing is
   */
  public record Read(ModelHeader header, @Nullable Failure problem) implements Reading {}

  /** It is missing, broken, or no GGUF file. */
  public record Broken(Failure failure) implements Reading {}

  /** Reads the header of a model of one file, in bounded memory. */
  public static Reading of(Path file) {
    return of(List.of(file));
  }

  /**
   * Reads the headers of a model.
   *
   * @param parts its files in their order; the first holds what is said about the model
   */
  public static Reading of(List<Path> parts) {
    Path reading = parts.getFirst();
    try {
      Part first = part(reading);
      String architecture =
          first
              .metadata
              .text("general.architecture")
              .orElseThrow(() ->
                  new BadGguf(
                      "The file does not say which architecture the model has.",
                      BadGguf.DOWNLOAD_AGAIN));
      Sums sums = new Sums();
      sums.add(first);
      for (Path part : parts.subList(1, parts.size())) {
        reading = part;
        sums.add(part(part));
      }
      return new Read(
          describe(first, architecture, sums),
          sums.incomplete == null ? null : sums.incomplete.failure());
    } catch (IOException | SecurityException fault) {
      return new Broken(GgufReader.explained(reading, fault));
    }
  }

  /** One file of a model. */
  private record Part(GgufMetadata metadata, GgufTensors tensors, long tensorCount, long size) {}

  private static final class Sums {
    private long parameters;
    private long experts;
    private long needed;
    private long weights;
    private @Nullable BadGguf incomplete;

    void add(Part part) throws IOException {
      try {
        parameters = Math.addExact(parameters, part.tensors.parameters());
        experts = Math.addExact(experts, part.tensors.expertParameters());
        needed = Math.addExact(needed, part.tensors.needed());
        // Weights of a type newer than this reader are in the file, too.
        long data = Math.max(part.tensors.bytes(), part.size - part.tensors.start());
        weights = Math.addExact(weights, data);
      } catch (ArithmeticException beyondAnyFile) {
        throw new EOFException();
      }
      if (incomplete == null && part.tensorCount > 0 && part.tensors.needed() > part.size) {
        incomplete = GgufReader.incomplete(part.tensors.needed(), part.size);
      }
    }
  }

  private static Part part(Path file) throws IOException {
    return GgufReader.open(
        file,
        (cursor, size) -> {
          GgufReader.checkVersion(cursor.u32());
          long tensorCount = cursor.i64();
          long keys = cursor.count(13);
          if (tensorCount < 0) {
            throw new EOFException();
          }
          GgufMetadata metadata = GgufMetadata.read(cursor, keys);
          GgufTensors tensors =
              GgufTensors.readAny(cursor, tensorCount, GgufReader.alignment(metadata));
          return new Part(metadata, tensors, tensorCount, size);
        });
  }

  private static ModelHeader describe(Part first, String architecture, Sums sums) {
    GgufMetadata metadata = first.metadata;
    long experts = Math.max(0, metadata.number(architecture + ".expert_count", 0));
    long used = Math.clamp(metadata.number(architecture + ".expert_used_count", 0), 0, experts);
    Long context = metadata.number(architecture + ".context_length");
    return new ModelHeader(
        line(architecture),
        line(metadata.text("general.name").orElse("")),
        Quantisation.anyName(metadata.number("general.file_type"), first.tensors.commonest()),
        sums.parameters,
        active(sums, experts, used),
        experts,
        used,
        context == null || context < 1 ? null : context,
        Math.max(0, metadata.number(architecture + ".block_count", 0)),
        metadata.languages().stream().map(ModelHeader::line).filter(l -> !l.isEmpty()).toList(),
        licence(metadata).orElse(null),
        metadata.text("tokenizer.chat_template").filter(text -> !text.isBlank()).isPresent(),
        HeaderShape.of(metadata, architecture, sums.parameters, sums.weights),
        sums.needed);
  }

  /** All experts of a layer are of one size, so a token meets that share of their weights. */
  private static @Nullable Long active(Sums sums, long experts, long used) {
    if (experts < 1 || used < 1 || sums.experts == 0) {
      return null;
    }
    double share = (double) used / experts;
    return sums.parameters - sums.experts + Math.round(sums.experts * share);
  }

  private static Optional<String> licence(GgufMetadata metadata) {
    Optional<String> id = metadata.text("general.license").map(ModelHeader::line);
    Optional<String> name = metadata.text("general.license.name").map(ModelHeader::line);
    boolean vague = id.isEmpty() || id.get().isEmpty() || id.get().equals("other");
    return vague ? name.filter(n -> !n.isEmpty()).or(() -> id.filter(i -> !i.isEmpty())) : id;
  }

  /** What a file says, fit to stand in one line. */
  private static String line(String raw) {
    String clean = Printable.line(raw, LONGEST_LINE);
    return clean.strip();
  }
}
