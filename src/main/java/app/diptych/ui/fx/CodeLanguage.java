package app.diptych.ui.fx;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a highlighter must know of a language.
 *
 * @param keywords reserved words
 * @param lineComments what begins a comment that ends with the line
 * @param spans strings and comments, the longest opening first
 * @param trait what else is special about it
 */
record CodeLanguage(
    Set<String> keywords, List<String> lineComments, List<Span> spans, Trait trait) {

  /** What sets a language apart beyond its words. */
  enum Trait {
    NONE,
    /** Letter case does not matter for keywords. */
    ANY_CASE,
    /** A word before a colon is a key. */
    KEYS,
    /** Tags with attributes; everything outside them is text. */
    MARKUP
  }

  /**
   * A string or comment with a beginning and an end.
   *
   * @param style the style class of its text
   * @param escapes whether a backslash keeps the next character from ending it
   * @param manyLines whether it goes on when the line ends
   */
  record Span(String open, String close, String style, boolean escapes, boolean manyLines) {}

  private static final Span DOUBLE = new Span("\"", "\"", "str", true, false);
  private static final Span SINGLE = new Span("'", "'", "str", true, false);
  private static final Span BACKTICK = new Span("`", "`", "str", true, true);
  private static final Span TEXT_BLOCK = new Span("\"\"\"", "\"\"\"", "str", true, true);
  private static final Span SINGLE_BLOCK = new Span("'''", "'''", "str", true, true);
  private static final Span RAW = new Span("`", "`", "str", false, true);
  private static final Span DOUBLE_LONG = new Span("\"", "\"", "str", true, true);
  private static final Span SINGLE_LONG = new Span("'", "'", "str", false, true);
  private static final Span BLOCK = new Span("/*", "*/", "com", false, true);
  private static final Span MARKUP_COMMENT = new Span("<!--", "-->", "com", false, true);

  private static final CodeLanguage JAVA =
      curly(
          """
          abstract assert boolean break byte case catch char class const continue default do double else enum extends
          final finally float for goto if implements import instanceof int interface long native new package permits
          private protected public record return sealed short static strictfp super switch synchronized this throw
          throws transient try var void volatile when while yield true false null
          """,
          List.of(TEXT_BLOCK, DOUBLE, SINGLE, BLOCK));
  private static final CodeLanguage KOTLIN =
      curly(
          """
          abstract actual annotation as break by catch class companion const constructor continue crossinline data do
          else enum expect external final finally for fun get if import in infix init inline inner interface internal
          is lateinit lazy noinline object open operator out override package private protected public reified return
          sealed set super suspend tailrec this throw try typealias val var vararg when where while true false null
          """,
          List.of(TEXT_BLOCK, DOUBLE, SINGLE, BLOCK));
  private static final CodeLanguage SCRIPT =
      curly(
          """
          abstract any as async await boolean break case catch class const continue debugger declare default delete do
          else enum export extends finally for from function get if implements import in instanceof interface keyof
          let module namespace never new null number of package private protected public readonly return satisfies set
          static string super switch symbol this throw true false try type typeof undefined unknown var void while
          with yield
          """,
          List.of(DOUBLE, SINGLE, BACKTICK, BLOCK));
  private static final CodeLanguage C =
      curly(
          """
          alignas alignof auto bool break case catch char class concept const constexpr continue co_await co_return
          co_yield decltype default delete do double else enum explicit export extern false final float for friend goto
          if inline int long mutable namespace new noexcept nullptr operator override private protected public register
          requires return short signed sizeof static struct switch template this throw true try typedef typename union
          unsigned using virtual void volatile while NULL #include #define #if #ifdef #ifndef #endif #else #elif #pragma
          """,
          List.of(DOUBLE, SINGLE, BLOCK));
  private static final CodeLanguage C_SHARP =
      curly(
          """
          abstract as async await base bool break byte case catch char checked class const continue decimal default
          delegate do double else enum event explicit extern false finally fixed float for foreach get goto if implicit
          in init int interface internal is lock long namespace new null object operator out override params partial
          private protected public readonly record ref return sbyte sealed set short sizeof static string struct switch
          this throw true try typeof uint ulong unchecked unsafe ushort using var virtual void volatile when where while
          yield
          """,
          List.of(TEXT_BLOCK, DOUBLE, SINGLE, BLOCK));
  private static final CodeLanguage GO =
      curly(
          """
          any bool break byte case chan complex128 complex64 const continue default defer else error fallthrough false
          float32 float64 for func go goto if import int int16 int32 int64 int8 interface iota map nil package range
          return rune select string struct switch true type uint uint16 uint32 uint64 uint8 uintptr var
          """,
          List.of(DOUBLE, SINGLE, RAW, BLOCK));
  private static final CodeLanguage RUST =
      curly(
          """
          as async await bool box break char const continue crate dyn else enum extern f32 f64 false fn for i128 i16 i32
          i64 i8 if impl in isize let loop match mod move mut pub ref return self Self static str struct super trait
          true type u128 u16 u32 u64 u8 union unsafe use usize where while
          """,
          List.of(DOUBLE_LONG, BLOCK));
  private static final CodeLanguage PYTHON =
      of(
          """
          and as assert async await break case class continue def del elif else except False finally for from global if
          import in is lambda match None nonlocal not or pass raise return self True try while with yield
          """,
          List.of("#"),
          List.of(TEXT_BLOCK, SINGLE_BLOCK, DOUBLE, SINGLE),
          Trait.NONE);
  private static final CodeLanguage SHELL =
      of(
          """
          alias break case cd continue declare do done echo elif else esac eval exec exit export fi for function if in
          local printf read readonly return select set shift source sudo test then time trap unset until while
          """,
          List.of("#"),
          List.of(DOUBLE_LONG, SINGLE_LONG),
          Trait.NONE);
  private static final CodeLanguage SQL =
      of(
          """
          add all alter and any as asc avg begin between bigint boolean by case cast check column commit constraint
          count create cross current_date database date decimal default delete desc distinct drop else end except
          exists explain false first foreign from full function group having if in index inner insert int integer
          intersect interval into is join key last left like limit max min not null numeric offset on or order outer
          over partition primary references returning right rollback row rows select set sum table text then time
          timestamp top transaction true union unique update using values varchar view when where window with
          """,
          List.of("--"),
          List.of(new Span("'", "'", "str", false, true), DOUBLE, BLOCK),
          Trait.ANY_CASE);
  private static final CodeLanguage JSON =
      of("true false null", List.of("//"), List.of(DOUBLE, BLOCK), Trait.KEYS);
  private static final CodeLanguage YAML =
      of("true false null yes no on off", List.of("#"), List.of(DOUBLE, SINGLE), Trait.KEYS);
  private static final CodeLanguage CSS =
      of(
          "@media @import @font-face @keyframes @supports !important from to and not only",
          List.of(),
          List.of(DOUBLE, SINGLE, BLOCK),
          Trait.KEYS);
  private static final CodeLanguage XML = of("", List.of(), List.of(MARKUP_COMMENT), Trait.MARKUP);

  /** The language that goes by this name in a code fence, or null when it is not known. */
  static @Nullable CodeLanguage named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "java", "groovy", "scala" -> JAVA;
      case "kotlin", "kt", "kts", "swift" -> KOTLIN;
      case "python", "py", "python3" -> PYTHON;
      case "javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx", "php" -> SCRIPT;
      case "json", "jsonc", "json5", "jsonl" -> JSON;
      case "sql", "postgresql", "postgres", "mysql", "sqlite", "plsql", "tsql" -> SQL;
      case "bash", "sh", "shell", "zsh", "console", "dockerfile", "makefile" -> SHELL;
      case "c", "h", "cpp", "c++", "cc", "hpp", "cxx" -> C;
      case "c#", "csharp", "cs" -> C_SHARP;
      case "go", "golang" -> GO;
      case "rust", "rs" -> RUST;
      case "html", "xml", "svg", "xhtml", "vue", "fxml" -> XML;
      case "css", "scss", "less" -> CSS;
      case "yaml", "yml", "toml", "properties", "ini" -> YAML;
      default -> null;
    };
  }

  private static CodeLanguage curly(String keywords, List<Span> spans) {
    return of(keywords, List.of("//"), spans, Trait.NONE);
  }

  private static CodeLanguage of(
      String keywords, List<String> comments, List<Span> spans, Trait trait) {
    return new CodeLanguage(Set.of(keywords.strip().split("\\s+")), comments, spans, trait);
  }
}
