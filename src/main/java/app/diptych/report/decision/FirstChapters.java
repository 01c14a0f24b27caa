package app.diptych.report.decision;

import app.diptych.completion.EngineRun;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.report.decision.Gathered.Session;
import app.diptych.report.decision.Recommendation.Choice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to do, what was asked, of whom, and on what data. */
final class FirstChapters {
  private static final Pattern QUANTISED =
      Pattern.compile(
          "(?i)(?<![a-z0-9])(I?Q[1-8](?:_[A-Z0-9]{1,3}){0,3}|BF16|F16|F32|FP8|FP4|MXFP4|AWQ|GPTQ|INT[48])(?![a-z0-9])");
  private static final int HASH = 12;

  private final Decided decided;

  FirstChapters(Decided decided) {
    this.decided = decided;
  }

  static Chapter recommendation(Recommendation said) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Words(Text.of(said.sentence()).by("votes"), true));
    blocks.add(Block.words("Why:"));
    blocks.add(new Block.Points(said.why()));
    blocks.add(
        Block.words(
            said.choice() == Choice.NOT_YET
                ? "What would settle or change it:"
                : "What would change it:"));
    blocks.add(Block.points(said.changes()));
    return new Chapter("recommendation", "Recommendation", blocks);
  }

  Chapter question() {
    String asked = decided.material().question();
    return new Chapter(
        "question",
        "Question",
        List.of(
            Block.words(
                asked.isBlank()
                    ? "Which of the two models is to be taken for prompts such as these?"
                    : asked),
            Block.words(
                "A is %s and B is %s, whatever side of a trial they stood on."
                    .formatted(decided.a().model(), decided.b().model()))));
  }

  Chapter models() {
    List<List<Text>> rows = new ArrayList<>();
    row(rows, "Model, as named here", SideFacts::model);
    row(
        rows,
        "Runs",
        side ->
            side.own().isEmpty() ? "" : side.isLocal() ? "on this machine" : "behind a gateway");
    row(rows, "Asked for", side -> told(side, one -> one.answer().askedFor()));
    row(rows, "Answered by", side -> told(side, one -> origin(one, Origin::answeredBy)));
    row(rows, "Engine", side -> told(side, one -> origin(one, Origin::engine)));
    row(rows, "Backend", side -> told(side, one -> origin(one, Origin::backend)));
    row(rows, "Quantisation, by its name", FirstChapters::quantisation);
    row(rows, "System fingerprint", side -> told(side, one -> origin(one, Origin::fingerprint)));
    row(
        rows,
        "Model file, SHA-256",
        side -> told(side, one -> hash(origin(one, Origin::fileHash))));
    row(
        rows,
        "Chat template, SHA-256",
        side -> told(side, one -> hash(origin(one, Origin::templateHash))));
    row(rows, "Context and threads", side -> told(side, FirstChapters::run));
    return new Chapter(
        "models",
        "Models and versions",
        List.of(
            new Block.Table(
                "models-table",
                "As the answers tell it; several values where it changed",
                List.of("", "A", "B"),
                rows)));
  }

  private void row(List<List<Text>> rows, String name, Function<SideFacts, String> value) {
    List<Text> row = new ArrayList<>(List.of(Text.of(name)));
    for (SideFacts side : decided.sides()) {
      String words = value.apply(side);
      row.add(words.isEmpty() ? Text.of("not told") : Text.of(words).by(side.evidence()));
    }
    rows.add(row);
  }

  private static String told(SideFacts side, Function<SideFacts.Own, @Nullable String> value) {
    return side.own().stream()
        .map(value)
        .filter(Objects::nonNull)
        .filter(words -> !words.isBlank())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(8)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String origin(
      SideFacts.Own one, Function<Origin, @Nullable String> part) {
    Origin origin = one.answer().origin();
    return origin == null ? null : part.apply(origin);
  }

  private static @Nullable String hash(@Nullable String whole) {
    return whole == null ? null : whole.substring(0, Math.min(HASH, whole.length()));
  }

  private static @Nullable String run(SideFacts.Own one) {
    Origin origin = one.answer().origin();
    EngineRun run = origin == null ? null : origin.run();
    return run == null ? null : "%,d tokens, %d threads".formatted(run.context(), run.threads());
  }

  private static String quantisation(SideFacts side) {
    Stream<String> names =
        Stream.concat(
            Stream.of(side.model()),
            side.own().stream()
                .map(one -> origin(one, Origin::answeredBy))
                .filter(Objects::nonNull));
    return names
        .map(QUANTISED::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  Chapter data() {
    List<Block> blocks = new ArrayList<>();
    List<List<Text>> rows = new ArrayList<>();
    for (Session session : decided.material().gathered().sessions()) {
      rows.add(session(session));
    }
    blocks.add(
        new Block.Table(
            "sessions",
            "Sessions",
            List.of(
                "Session",
                "Title",
                "Trials",
                "Prompts",
                "Votes that count",
                "From",
                "Until",
                "Tags"),
            rows));
    blocks.add(leftOut());
    blocks.addAll(notes());
    return new Chapter("data", "Data", blocks);
  }

  private List<Text> session(Session session) {
    long votes =
        decided.votes().counted().stream()
            .filter(vote -> vote.trial().session().equals(session.summary().id()))
            .count();
    List<Instant> times = session.trials().stream().map(TrialFacts::startedAt).sorted().toList();
    long prompts = session.trials().stream().mapToLong(TrialFacts::promptKey).distinct().count();
    return List.of(
        Text.of(session.summary().id()),
        Text.of(session.summary().title()),
        Text.of(Integer.toString(session.trials().size())),
        Text.of(Long.toString(prompts)),
        Text.of(Long.toString(votes)).by("votes"),
        Text.of(times.isEmpty() ? "" : day(times.getFirst())),
        Text.of(times.isEmpty() ? "" : day(times.getLast())),
        Text.of(String.join(", ", session.summary().tags())));
  }

  private static String day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private Block leftOut() {
    List<List<Text>> rows = new ArrayList<>();
    add(rows, "votes", decided.votes().leftOut());
    for (SideFacts side : decided.sides()) {
      add(rows, "answers of " + side.model(), side.leftOut());
      side.group().marks().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(mark ->
              mark.getKey() == app.diptych.trial.Mark.CONTENDED
                  || mark.getKey() == app.diptych.trial.Mark.BUFFERED)
          .forEach(mark ->
              rows.add(
                  Block.row(
                      "times of answers of " + side.model(),
                      "each " + mark.getKey().words(),
                      Integer.toString(mark.getValue()))));
    }
    int copies = decided.material().gathered().measured().copies();
    if (copies > 0) {
      rows.add(
          Block.row("measurements", "copies of a request that is there", Integer.toString(copies)));
    }
    if (rows.isEmpty()) {
      rows.add(Block.row("nothing", "", "0"));
    }
    return new Block.Table(
        "left-out", "What was left out, and why", List.of("Of", "Why", "How many"), rows);
  }

  private static void add(List<List<Text>> rows, String of, Map<Excluded, Integer> counts) {
    new TreeMap<>(counts)
        .forEach((why, count) -> rows.add(Block.row(of, why.words(), Integer.toString(count))));
  }

  /** In how many trials the two were not asked in the same way. */
  private long sampledApart() {
    Map<String, Sampling> ofA = new HashMap<>();
    for (SideFacts.Own one : decided.a().own()) {
      ofA.put(one.trial().id(), one.answer().sampling());
    }
    return decided.b().own().stream()
        .filter(one -> {
          Sampling other = ofA.get(one.trial().id());
          return other != null && !other.equals(one.answer().sampling());
        })
        .count();
  }

  private List<Block> notes() {
    List<String> sentences = new ArrayList<>();
    int all = decided.votes().counted().size();
    if (all > 0) {
      sentences.add(
          "%s of %s cast blind in reviews%s; the others saw the names."
              .formatted(
                  decided.votes().blind(),
                  Figures.count(all, "vote was", "votes were"),
                  decided.material().gathered().reviews().isEmpty()
                      ? ""
                      : " (" + String.join(", ", decided.material().gathered().reviews()) + ")"));
    }
    long apart = sampledApart();
    if (apart > 0) {
      sentences.add(
          "In %s the two were asked with different sampling values (see Provenance): what differs there may be the values and not the models."
              .formatted(Figures.count(apart, "trial")));
    }
    return sentences.isEmpty() ? List.of() : List.of(Block.points(sentences));
  }
}
