package app.diptych.exchange;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Counts what is written. */
final class Counted extends FilterWriter {
  private long characters;

  Counted(Writer out) {
    super(out);
  }

  long characters() {
    return characters;
  }

  @Override
  public void write(int character) throws IOException {
    super.write(character);
    characters++;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    super.write(buffer, offset, length);
    characters += length;
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    super.write(text, offset, length);
    characters += length;
  }
}
