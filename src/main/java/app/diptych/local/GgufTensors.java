package app.diptych.local;

import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the tensor table of a GGUF file adds up to.
 *
 * @param parameters elements of all tensors
 * @param expertParameters those of them that belong to one expert of many
 * @param bytes bytes of all tensors
 * @param needed size the file must have for the last tensor to be in it
 * @param start where the data of the tensors begins
 * @param commonest the type of most elements
 */
record GgufTensors(
    long parameters,
    long expertParameters,
    long bytes,
    long needed,
    long start,
    TensorType commonest) {
  private static final int MOST_TENSORS = 262_144;

  /** The engine keeps a name in 64 bytes with a closing zero (GGML_MAX_NAME). */
  private static final int LONGEST_NAME = 63;

  private static final int MOST_DIMENSIONS = 4;

  /**
   * Weights of the experts of a layer, all in one tensor ({@code blk.0.ffn_up_exps.weight}) or, in
   * files of early 2024, one by one ({@code blk.0.ffn_up.3.weight}). Shared experts ({@code
   * _shexp}) work on every token. Names of LLM_TENSOR_NAMES in llama.cpp b4916.
   */
  private static final Pattern EXPERT =
      Pattern.compile("blk\\.\\d+\\.ffn_(gate|up|down|gate_up)(_exps|\\.\\d+)\\.(weight|bias)");

  /** Reads the table of a file whose weights the engine has to know. */
  static GgufTensors read(GgufCursor cursor, long tensors, long alignment) throws IOException {
    return read(cursor, tensors, alignment, new Sum(false));
  }

  /** The same for a file that only has to be described: weights of an unknown type are counted. */
  static GgufTensors readAny(GgufCursor cursor, long tensors, long alignment) throws IOException {
    return read(cursor, tensors, alignment, new Sum(true));
  }

  private static GgufTensors read(GgufCursor cursor, long tensors, long alignment, Sum sum)
      throws IOException {
    if (tensors > MOST_TENSORS) {
      throw new EOFException();
    }
    for (long i = 0; i < tensors; i++) {
      sum.add(cursor);
    }
    try {
      long start = Math.ceilDiv(cursor.position(), alignment) * alignment;
      return new GgufTensors(
          sum.parameters,
          sum.expertParameters,
          sum.bytes,
          Math.addExact(start, sum.end),
          start,
          sum.commonest());
    } catch (ArithmeticException beyondAnyFile) {
      throw new EOFException();
    }
  }

  private static final class Sum {
    private final Map<TensorType, Long> elementsByType = new EnumMap<>(TensorType.class);
    private final boolean anyType;
    private long parameters;
    private long expertParameters;
    private long bytes;
    private long end;

    Sum(boolean anyType) {
      this.anyType = anyType;
    }

    void add(GgufCursor cursor) throws IOException {
      long nameLength = cursor.count(1);
      if (nameLength > LONGEST_NAME) {
        throw new EOFException();
      }
      String name = cursor.text((int) nameLength);
      try {
        long dimensions = cursor.u32();
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
          throw new EOFException();
        }
        long row = size(cursor);
        long elements = row;
        for (long i = 1; i < dimensions; i++) {
          elements = Math.multiplyExact(elements, size(cursor));
        }
        count(name, elements);
        long id = cursor.u32();
        Optional<TensorType> type = TensorType.of(id);
        long offset = cursor.i64();
        if (type.isPresent()) {
          extend(type.get(), row, elements, offset);
        } else if (!anyType) {
          throw unknown(id, name);
        }
      } catch (ArithmeticException beyondAnyFile) {
        throw new EOFException();
      }
    }

    TensorType commonest() {
      return elementsByType.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse(TensorType.F32);
    }

    private void count(String name, long elements) {
      parameters = Math.addExact(parameters, elements);
      if (EXPERT.matcher(name).matches()) {
        expertParameters = Math.addExact(expertParameters, elements);
      }
    }

    private void extend(TensorType type, long row, long elements, long offset) throws EOFException {
      if (offset < 0 || !type.fits(row)) {
        throw new EOFException();
      }
      long size = type.bytes(elements);
      bytes = Math.addExact(bytes, size);
      end = Math.max(end, Math.addExact(offset, size));
      elementsByType.merge(type, elements, Long::sum);
    }

    private static long size(GgufCursor cursor) throws IOException {
      long size = cursor.i64();
      if (size < 1) {
        throw new EOFException();
      }
      return size;
    }

    private static BadGguf unknown(long id, String name) {
      return BadGguf.needsNewer(
          "The weights are stored in a format this engine does not know (type "
              + id
              + " of tensor '"
              + Printable.text(name)
              + "').",
          "Use a file in another quantisation such as Q4_K_M or Q8_0, or run this one"
              + " with llama.cpp's own server.");
    }
  }
}
