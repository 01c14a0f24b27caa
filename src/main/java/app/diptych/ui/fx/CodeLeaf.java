package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Code, in a fence or indented. Only its last line waits, to learn whether it is the last. */
final class CodeLeaf implements Leaf {
  /** How long a line is shown in one piece: each coloured word is a node, so less than of text. */
  static final int LIMIT = 500;

  private final LineShape.@Nullable Fence fence;
  private final int indent;
  private final String language;
  private final CodeLexer lexer;
  private @Nullable StyledParagraph waiting;
  private boolean any;
  private int blanks;

  /**
   * @param fence what opened it, or null for indented code
   * @param indent how many columns of white space before the fence
   */
  CodeLeaf(LineShape.@Nullable Fence fence, int indent) {
    this(fence, indent, new CodeLexer(fence == null ? "" : fence.language()));
  }

  private CodeLeaf(LineShape.@Nullable Fence fence, int indent, CodeLexer lexer) {
    this.fence = fence;
    this.indent = indent;
    this.language = fence == null ? "" : fence.language();
    this.lexer = lexer;
  }

  @Override
  public CodeLeaf copy() {
    CodeLeaf copy = new CodeLeaf(fence, indent, lexer.copy());
    copy.waiting = waiting;
    copy.any = any;
    copy.blanks = blanks;
    return copy;
  }

  boolean isFenced() {
    return fence != null;
  }

  /** Whether this line, inside all containers, is the closing fence. */
  boolean isClosedBy(LineCursor line) {
    return fence != null && line.indent() <= 3 && LineShape.closes(fence, line.text());
  }

  /** Adds a line as it stands inside all containers. */
  List<StyledParagraph> add(LineCursor line) {
    line.skipColumns(fence == null ? 4 : Math.min(indent, line.indent()));
    return add(line.rest(), ParagraphStyle.Join.LINE);
  }

  /** A blank line ends indented code unless more of it follows: it is only counted. */
  void addBlank() {
    blanks++;
  }

  @Override
  public List<StyledParagraph> more(String piece) {
    // The rest of an overlong opening line is information nobody needs.
    return any ? add(piece, ParagraphStyle.Join.TIGHT) : List.of();
  }

  /** A fence with nothing behind it is an empty box: an answer that has text is never blank. */
  @Override
  public List<StyledParagraph> close() {
    if (fence != null && !any) {
      var _ = push("", ParagraphStyle.Join.LINE);
    }
    return waiting == null
        ? List.of()
        : List.of(waiting.with(waiting.style().edges(waiting.style().first(), true)));
  }

  private List<StyledParagraph> add(String text, ParagraphStyle.Join join) {
    List<StyledParagraph> done = new ArrayList<>();
    while (blanks > 0) {
      blanks--;
      push("", ParagraphStyle.Join.LINE).ifPresent(done::add);
    }
    push(text, join).ifPresent(done::add);
    return done;
  }

  private Optional<StyledParagraph> push(String text, ParagraphStyle.Join join) {
    StyledParagraph before = waiting;
    ParagraphStyle style =
        ParagraphStyle.of(ParagraphStyle.Kind.CODE).edges(!any, false).joined(join).in(language);
    waiting = new StyledParagraph(style, lexer.line(text));
    any = true;
    return Optional.ofNullable(before);
  }
}
