package app.diptych.report.decision;

import app.diptych.session.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which of two models to take, why, and what would change it: one page that says no more than the
 * data, with the evidence of every number in it.
 */
public final class DecisionReport {
  private final Decided decided;
  private final Recommendation recommendation;
  private final Page page;

  private DecisionReport(Material material) {
    this.decided = Decided.of(material);
    List<FitRule> rules = FitRule.of(decided);
    this.recommendation = Recommending.of(decided, rules);
    this.page = page(rules);
  }

  /** What a report is written as. */
  public enum Format {
    HTML,
    MD;

    /** By the ending of a file's name; HTML when it has none that is known. */
    public static Format of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return name.endsWith(".md") || name.endsWith(".markdown") ? MD : HTML;
    }
  }

  /** Computes all of it. Blocks: for a background thread. */
  public static DecisionReport of(Material material) {
    return new DecisionReport(material);
  }

  private Page page(List<FitRule> rules) {
    FirstChapters first = new FirstChapters(decided);
    QualityChapter quality = new QualityChapter(decided);
    MeasuredChapters measured = new MeasuredChapters(decided);
    MoneyChapters money = new MoneyChapters(decided);
    JudgedChapters judged = new JudgedChapters(decided, rules);
    SafetyChapters safety = new SafetyChapters(decided);
    LastChapters last = new LastChapters(decided);
    Material material = decided.material();
    return new Page(
        material.modelA() + " or " + material.modelB(),
        "Decision report, %s. %s, %s of %s and %s of %s."
            .formatted(
                material.madeOn(),
                Figures.count(decided.votes().counted().size(), "vote"),
                Figures.count(decided.a().own().size(), "answer"),
                material.modelA(),
                Figures.count(decided.b().own().size(), "answer"),
                material.modelB()),
        List.of(
            FirstChapters.recommendation(recommendation),
            first.question(),
            first.models(),
            first.data(),
            quality.votes(),
            quality.graded(),
            measured.speed(),
            measured.reliability(),
            money.cost(),
            money.change(),
            judged.claims(),
            judged.scorecard(),
            judged.fit(),
            safety.risks(),
            safety.fallback(),
            safety.rollback(),
            LastChapters.method(),
            last.provenance(),
            new EvidenceChapter(decided).chapter()));
  }

  public Recommendation recommendation() {
    return recommendation;
  }

  /** The main numbers, for programs. */
  public Numbers numbers() {
    return Numbers.of(decided);
  }

  /** How often A won against B. */
  public WonVerdicts wonByA() {
    return WonVerdicts.of(decided.votes(), decided.a().model(), decided.b().model());
  }

  /** How often B won against A. */
  public WonVerdicts wonByB() {
    return WonVerdicts.of(decided.votes(), decided.b().model(), decided.a().model());
  }

  /** As a document, before it is written. */
  public Page page() {
    return page;
  }

  public String write(Format format) {
    return switch (format) {
      case HTML -> PageHtml.write(page);
      case MD -> PageMarkdown.write(page);
    };
  }

  /**
   * Saves it whole or not at all: beside the file first, then in its place.
   *
   * @throws IOException when it cannot be written
   */
  public void save(Path file) throws IOException {
    WholeFile.text(file, write(Format.of(file)));
  }
}
