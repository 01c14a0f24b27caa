package app.diptych.ui.fx;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The sentences that the sources of a room are able to say, as formats: what is put together from
 * parts has {@code %s} in the place of each part that is not in the source.
 */
final class RoomSentences {
  private static final Path ROOMS = Path.of("src/main/java/app/diptych");

  /** Two words in a row. */
  private static final Pattern SENTENCE =
      Pattern.compile("(?s).*(?<![a-z])[a-z]{2,}[,:;]? [a-z%\"\u201c].*");

  /** Alternatives in one sentence: more are taken one by one. */
  private static final int MOST_ALTERNATIVES = 16;

  private static final Pattern QUERY =
      Pattern.compile(
          "(?s)\\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|WITH) .*");

  private static final Pattern FORMAT = Pattern.compile("%%(?:\\d+\\$)?(?:s|d|,d|\\.\\df|02d)");

  /** A room is read once, and several tests ask. */
  private static final Map<String, Sentences> READ = new ConcurrentHashMap<>();

  private RoomSentences() {}

  /**
   * @param room a folder below the product's package
   */
  static Set<String> of(String room) throws IOException {
    return read(room).said;
  }

  /** Those of them that stand where a failure of an answer is made: each of them is shown. */
  static Set<String> ofFailures(String room) throws IOException {
    return read(room).failures;
  }

  private static Sentences read(String room) throws IOException {
    Sentences known = READ.get(room);
    if (known == null) {
      known = parse(room);
      READ.put(room, known);
    }
    return known;
  }

  private static Sentences parse(String room) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Sentences sentences = new Sentences();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(ROOMS.resolve(room))) {
      Iterable<? extends JavaFileObject> units =
          files.getJavaFileObjectsFromPaths(
              sources.filter(path -> path.toString().endsWith(".java")).toList());
      JavacTask task =
          (JavacTask) compiler.getTask(null, files, _ -> {}, List.of(), List.of(), units);
      for (var unit : task.parse()) {
        unit.accept(sentences, null);
      }
    }
    return sentences;
  }

  private static final class Sentences extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> said = new TreeSet<>();
    private final Set<String> failures = new TreeSet<>();
    private int inFailure;

    /** Whether what is looked at is a format, where a percent sign is written twice already. */
    private boolean formats;

    /** What a command line says of its options is not said in the window. */
    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
      return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
      boolean failure = made.getIdentifier().toString().startsWith("Failure.");
      inFailure += failure ? 1 : 0;
      super.visitNewClass(made, null);
      inFailure -= failure ? 1 : 0;
      return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
      if (literal.getValue() instanceof String text) {
        keep(literal(text));
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
      if (!(call.getMethodSelect() instanceof MemberSelectTree method)) {
        return super.visitMethodInvocation(call, null);
      }
      List<ExpressionTree> rest = new ArrayList<>(call.getArguments());
      if (method.getIdentifier().contentEquals("formatted")) {
        format(method.getExpression());
      } else if (method.toString().equals("String.format")) {
        boolean locale = rest.getFirst().toString().startsWith("Locale");
        format(rest.remove(locale ? 1 : 0));
      } else {
        scan(method, null);
      }
      return scan(rest, null);
    }

    private void format(ExpressionTree format) {
      formats = true;
      scan(format, null);
      formats = false;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
      List<String> all = sum.getKind() == Tree.Kind.PLUS ? alternatives(sum) : List.of();
      if (all.isEmpty()) {
        return super.visitBinary(sum, null);
      }
      all.forEach(this::keep);
      return null;
    }

    /** What a sum can come to; nothing when no text is in it. */
    private List<String> alternatives(ExpressionTree sum) {
      List<ExpressionTree> parts = new ArrayList<>();
      flatten(sum, parts);
      List<String> all = List.of("");
      boolean text = false;
      for (ExpressionTree part : parts) {
        List<String> choices = choices(part);
        text |= !choices.isEmpty();
        List<String> next = choices.isEmpty() ? List.of("%s") : choices;
        if (all.size() * next.size() > MOST_ALTERNATIVES) {
          next = List.of("%s");
        }
        if (choices.isEmpty()) {
          within(part);
        }
        List<String> ends = next;
        all = all.stream().flatMap(head -> ends.stream().map(end -> head + end)).toList();
      }
      return text ? all : List.of();
    }

    /** A text, or those between which a condition chooses; nothing when it is neither. */
    private List<String> choices(ExpressionTree part) {
      if (part instanceof LiteralTree literal && literal.getValue() instanceof String words) {
        return List.of(literal(words));
      }
      if (part instanceof ParenthesizedTree inner) {
        return choices(inner.getExpression());
      }
      if (part instanceof ConditionalExpressionTree either) {
        List<String> both = new ArrayList<>();
        for (ExpressionTree one :
            List.of(either.getTrueExpression(), either.getFalseExpression())) {
          List<String> choices = choices(one);
          both.addAll(choices.isEmpty() ? alternatives(one) : choices);
        }
        return both.size() > 1 ? both : List.of();
      }
      return List.of();
    }

    /** Texts of their own in a part of a sum, which are no formats because the sum is one. */
    private void within(ExpressionTree part) {
      boolean before = formats;
      formats = false;
      scan(part, null);
      formats = before;
    }

    private static void flatten(ExpressionTree part, List<ExpressionTree> parts) {
      if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        flatten(sum.getLeftOperand(), parts);
        flatten(sum.getRightOperand(), parts);
      } else {
        parts.add(part);
      }
    }

    private String literal(String text) {
      return formats ? text : text.replace("%", "%%");
    }

    private void keep(String found) {
      // A format that is filled elsewhere was taken for a plain text.
      String text = FORMAT.matcher(found).find() ? found.replace("%%", "%") : found;
      if (SENTENCE.matcher(text).matches() && !QUERY.matcher(text).matches()) {
        said.add(text);
        if (inFailure > 0) {
          failures.add(text);
        }
      }
    }
  }
}
