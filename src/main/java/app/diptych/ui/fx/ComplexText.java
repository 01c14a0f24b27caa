package app.diptych.ui.fx;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Mends how JavaFX breaks lines of complex text on Linux: Arabic, Hebrew, the scripts of India,
 * Thai, letters with combining marks. Its layout keeps the text of a run in UTF-8 by the run alone.
 * A run that was broken in two is shaped with the text of the whole once more: what is read from
 * left to right is drawn far beyond the end of its line, and what is read from right to left throws
 * in every frame ({@code PangoGlyphLayout} and {@code PrismTextLayout.computeTrailingSpaceWidth},
 * JavaFX 24 to 27-ea+10). Here it is kept by the run and the part of the text it has at that time.
 */
final class ComplexText {
  private ComplexText() {}

  /**
   * Does so for the layout that the JavaFX thread uses, before it has laid anything out. Needs the
   * packages opened that the launchers open; without them, and on other systems, nothing changes.
   *
   * @return whether it is mended
   */
  static boolean mend() {
    try {
      Field layouts =
          Class.forName("com.sun.javafx.text.GlyphLayoutManager")
              .getDeclaredField("REUSABLE_INSTANCE");
      layouts.setAccessible(true);
      Object layout = layouts.get(null);
      Field texts = layout.getClass().getDeclaredField("runUtf8");
      texts.setAccessible(true);
      if (!(texts.get(layout) instanceof Pieces)) {
        texts.set(layout, new Pieces(Class.forName("com.sun.javafx.text.TextRun")));
      }
      return true;
    } catch (ReflectiveOperationException | RuntimeException other) {
      // Another system or another JavaFX: it has its own ways.
      return false;
    }
  }

  /** Texts by the run and the part of the paragraph it has; asked and told by the run alone. */
  static final class Pieces extends AbstractMap<Object, Long> {
    private final Map<Piece, Long> texts = new LinkedHashMap<>();
    private final Method start;
    private final Method length;

    /** A run is equal to itself only. */
    private record Piece(Object run, int start, int length) {}

    Pieces(Class<?> run) throws NoSuchMethodException {
      start = run.getMethod("getStart");
      length = run.getMethod("getLength");
      start.setAccessible(true);
      length.setAccessible(true);
    }

    private Piece piece(Object run) {
      try {
        return new Piece(run, (int) start.invoke(run), (int) length.invoke(run));
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    @SuppressWarnings("NullAway") // As every map: null for what is not in it.
    public Long get(Object run) {
      return texts.get(piece(run));
    }

    @Override
    @SuppressWarnings("NullAway")
    public Long put(Object run, Long text) {
      return texts.put(piece(run), text);
    }

    /** Those of the parts a run no longer has as well: whoever made them frees them. */
    @Override
    public Collection<Long> values() {
      return texts.values();
    }

    @Override
    public void clear() {
      texts.clear();
    }

    /** A copy: several may have one run. Nothing asks for it today; another JavaFX may. */
    @Override
    public Set<Entry<Object, Long>> entrySet() {
      Set<Entry<Object, Long>> entries = new LinkedHashSet<>();
      texts.forEach((piece, text) -> entries.add(Map.entry(piece.run(), text)));
      return entries;
    }
  }
}
