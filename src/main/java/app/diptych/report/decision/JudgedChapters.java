package app.diptych.report.decision;

import app.diptych.report.claim.CheckedClaim;
import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.claim.Measured;
import app.diptych.report.claim.OwnMeasurements;
import app.diptych.timing.MetricName;
import app.diptych.timing.Share;
import app.diptych.trial.MeasuredAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What was claimed, how the providers do, and what each model is fit for. */
final class JudgedChapters {
  private static final String NOT_HERE = "not measurable here";
  private static final Set<String> PROTOCOL =
      Set.of("InvalidRequest", "BrokenStream", "ProviderError", "ModelNotFound");

  private final Decided decided;
  private final List<FitRule> rules;

  JudgedChapters(Decided decided, List<FitRule> rules) {
    this.decided = decided;
    this.rules = rules;
  }

  Chapter claims() {
    List<Claim> claims = decided.material().extras().claims();
    List<MeasuredAnswer> answers = new ArrayList<>();
    decided.sides().forEach(side -> answers.addAll(side.group().answers()));
    List<CheckedClaim> checked = ClaimCheck.of(claims, OwnMeasurements.of(answers, claims));
    List<List<Text>> rows = new ArrayList<>();
    for (CheckedClaim one : checked) {
      if (one.measured() != null || isAbout(one.claim())) {
        rows.add(row(one));
      }
    }
    List<Block> blocks = new ArrayList<>();
    if (rows.isEmpty()) {
      blocks.add(
          Block.words(
              claims.isEmpty()
                  ? "No claims were looked at."
                  : "None of %s is about these models or their gateways."
                      .formatted(Figures.count(claims.size(), "claim"))));
    } else {
      blocks.add(
          new Block.Table(
              "claims-table",
              "Claims beside measurements; %d of %d are about these models or their gateways"
                  .formatted(rows.size(), claims.size()),
              List.of("Claim", "Claimed", "Measured", "Verdict", "Why", "Source"),
              rows));
    }
    return new Chapter("claims", "Claim sheet", blocks);
  }

  private boolean isAbout(Claim claim) {
    return decided.sides().stream()
        .map(SideFacts::model)
        .anyMatch(model ->
            model.equals(claim.subject())
                || model.endsWith("/" + claim.subject())
                || (!claim.subject().isEmpty() && model.startsWith(claim.subject() + "/")));
  }

  private Text evidence(CheckedClaim one, Text text) {
    Measured measured = one.measured();
    return decided.sides().stream()
        .filter(side -> measured != null && isOf(measured, side))
        .findFirst()
        .map(side -> text.by(side.evidence()))
        .orElse(text);
  }

  private static boolean isOf(Measured measured, SideFacts side) {
    String model = side.model();
    return measured
        .subject()
        .equals(side.isLocal() ? MeasuredAnswer.THIS_MACHINE + "/" + model : model);
  }

  private static String about(CheckedClaim one, Measured measured) {
    String also =
        one.alsoMeasured().isEmpty()
            ? ""
            : "; also measured of " + String.join(", ", one.alsoMeasured());
    return measured.of() + also;
  }

  private List<Text> row(CheckedClaim one) {
    Claim claim = one.claim();
    Measured measured = one.measured();
    Text value =
        measured == null
            ? Text.of(one.verdict() == ClaimVerdict.NOT_MEASURABLE ? NOT_HERE : "not measured")
            : Text.of(measured.words())
                .small(
                    (measured.interval().isEmpty() ? "" : measured.interval() + ", ")
                        + Figures.n(measured.n())
                        + ", "
                        + about(one, measured));
    return List.of(
        Text.of(claim.subject() + ", " + claim.metric()),
        Text.of((claim.value() + " " + claim.unit()).strip()).small(claim.context()),
        evidence(one, value),
        Text.of(one.verdict().words()),
        Text.of(one.rule()),
        Text.of(claim.source()).small(claim.date()));
  }

  Chapter scorecard() {
    List<List<Text>> rows = new ArrayList<>();
    row(rows, "Cost: 1M output tokens, measured", this::cost);
    row(rows, "Payment: methods, currency, invoices", _ -> Text.of(NOT_HERE));
    row(rows, "Performance: p95 of the time to first token", this::firstToken);
    row(rows, "Performance: availability", side -> share(side, side.group().available()));
    row(
        rows,
        "API: requests that ended as the protocol says",
        side -> share(side, side.failedWith(PROTOCOL::contains).rest()));
    row(
        rows,
        "API: answers with token counts of the provider",
        side -> share(side, side.reported()));
    row(
        rows,
        "API: answers by the model that was asked",
        side -> {
          int swapped = side.leftOut().getOrDefault(Excluded.SWAPPED, 0);
          return share(side, new Share(side.own().size(), side.own().size() + (long) swapped));
        });
    row(rows, "Developer experience: documentation, dashboards, support", _ -> Text.of(NOT_HERE));
    return new Chapter(
        "scorecard",
        "Provider scorecard",
        List.of(
            new Block.Table(
                "scorecard-table",
                "Measured where it can be; from %d requests on".formatted(SideFacts.FEWEST),
                List.of("", provider(decided.a()), provider(decided.b())),
                rows)));
  }

  private static String provider(SideFacts side) {
    int slash = side.model().indexOf('/');
    return side.isLocal()
        ? "This machine, " + side.model()
        : slash < 1 ? side.model() : side.model().substring(0, slash) + ", " + side.model();
  }

  private void row(List<List<Text>> rows, String name, Function<SideFacts, Text> value) {
    rows.add(List.of(Text.of(name), value.apply(decided.a()), value.apply(decided.b())));
  }

  private Text cost(SideFacts side) {
    boolean priced = !side.group().cost().rates().isEmpty();
    return priced
        ? Text.of("see Cost").by("costs")
        : Text.of(side.isLocal() ? "no price applies" : "unpriced").by("costs");
  }

  private Text firstToken(SideFacts side) {
    return rules.stream()
        .filter(rule -> rule.side() == side && rule.rule().startsWith("a person who waits"))
        .map(FitRule::number)
        .findFirst()
        .orElse(Text.of(Figures.n(side.group().summary(MetricName.TTFT).count())));
  }

  private static Text share(SideFacts side, Share share) {
    return share.all() < SideFacts.FEWEST
        ? Text.of("needs %d requests, has %d".formatted(SideFacts.FEWEST, share.all()))
            .by(side.evidence())
        : Text.of(Figures.percent(share)).small(Figures.of(share)).by(side.evidence());
  }

  Chapter fit() {
    return new Chapter(
        "fit",
        "Fit and not fit",
        List.of(
            Block.words(
                "A rule is met or not only when the whole 95 % interval of its number lies on one side of its limit."),
            new Block.Table(
                "fit-rules",
                "Rules, each with the number it rests on",
                List.of("For", "Model", "Verdict", "Number"),
                rules.stream()
                    .map(rule ->
                        List.of(
                            Text.of(capital(rule.rule())),
                            Text.of(rule.side().model()),
                            Text.of(rule.fit().words()),
                            rule.number()))
                    .toList())));
  }

  static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
