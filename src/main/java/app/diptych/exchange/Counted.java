package app.diptych.exchange;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Counts what is written, in characters and as UTF-8. */
final class Counted extends FilterWriter {
  private long characters;
  private long bytes;

  Counted(Writer out) {
    super(out);
  }

  long characters() {
    return characters;
  }

  long bytes() {
    return bytes;
  }

  private void count(char character) {
    characters++;
    // Half of a pair that is four bytes long in all.
    int surrogate = Character.isSurrogate(character) ? 2 : 3;
    bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : surrogate;
  }

  @Override
  public void write(int character) throws IOException {
    super.write(character);
    count((char) character);
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    super.write(buffer, offset, length);
    for (int i = offset; i < offset + length; i++) {
      count(buffer[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    super.write(text, offset, length);
    for (int i = offset; i < offset + length; i++) {
      count(text.charAt(i));
    }
  }
}
