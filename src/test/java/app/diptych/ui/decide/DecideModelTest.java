package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceJson;
import app.diptych.report.claim.ClaimSheet;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.timing.NanoClock;
import app.diptych.ui.decide.DecideModel.State;
import app.diptych.ui.decide.RoiDraft.Entry;
import app.diptych.ui.decide.RoiDraft.Outcome;
import app.diptych.ui.fx.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims, facts and returns without a window; work is done at once. */
class DecideModelTest {
  @TempDir Path folder;

  private final DecideModel model =
      new DecideModel(
          Optional::empty,
          () -> PriceBook.EMPTY.with(PriceJson.bundled()),
          new Background(Runnable::run, Runnable::run),
          NanoClock.system(),
          ZoneOffset.UTC);

  @Test
  void showsTheBundledClaimsAndWhatIsKnownOfTheModels() {
    model.shown();
    assertThat(model.stateProperty().get()).isEqualTo(State.LISTED);
    assertThat(model.claims()).hasSizeGreaterThan(50);
    assertThat(model.summaryProperty().get()).contains("0 refuted");
    assertThat(model.cards()).anyMatch(card -> !card.exists());
    model.onlyProperty().set(ClaimVerdict.REFUTED);
    assertThat(model.claims()).isEmpty();
    model.onlyProperty().set(null);
    assertThat(model.claims()).hasSizeGreaterThan(50);
  }

  @Test
  void keepsWhatIsShownWhenAFileCannotBeRead() throws Exception {
    model.shown();
    int before = model.claims().size();
    model.open(Files.writeString(folder.resolve("broken.json"), "{\"claims\": [{}]}"));
    assertThat(model.newsProperty().get()).isNotEmpty();
    assertThat(model.claims()).hasSize(before);
    model.open(folder.resolve("gone.csv"));
    assertThat(model.newsProperty().get()).contains("gone.csv");
    assertThat(model.claims()).hasSize(before);

    model.open(
        Files.writeString(
            folder.resolve("mine.csv"),
            "id,subject,metric,value,unit,source,date\na,m,TTFT,50,ms,a vendor,2026-08-21\n"));
    assertThat(model.newsProperty().get()).isEmpty();
    assertThat(model.claims()).hasSize(1);
    assertThat(model.sourceProperty().get()).isEqualTo("mine.csv");
  }

  @Test
  void savesTheSheetAsItsNameSays() throws Exception {
    model.shown();
    for (ClaimSheet.Format format : ClaimSheet.Format.values()) {
      String end =
          switch (format) {
            case MARKDOWN -> "md";
            case CSV -> "csv";
            case HTML -> "html";
            case JSON -> "json";
          };
      Path file = folder.resolve("sheet." + end);
      model.save(file);
      assertThat(file).hasContent(model.sheet(format));
      assertThat(model.newsProperty().get()).contains(file.toString());
    }
    model.save(folder.resolve("no/such/folder.md"));
    assertThat(model.newsProperty().get()).contains("was not written");
  }

  /** The playbook's 100 million tokens a month: 471 USD saved at equal shares, never in 4 hours. */
  @Test
  void computesTheReturnWhileItIsTyped() {
    RoiDraft draft = model.roi();
    draft.refresh();
    assertThat(draft.outcomeProperty().get()).isNull();
    assertThat(draft.problemProperty().get()).isEmpty();
    draft.take(price("gpt-4.1"), true);
    draft.take(price("llama-4-scout"), false);
    Outcome outcome = Objects.requireNonNull(draft.outcomeProperty().get());
    assertThat(outcome.summary().lines())
        .anyMatch(line -> line.value().startsWith("471.00 USD (94.20 % of before)"));
    assertThat(outcome.effects()).isNotEmpty();

    draft.text(Entry.WITHIN).set("4h");
    assertThat(Objects.requireNonNull(draft.outcomeProperty().get()).summary().net().signum())
        .isNegative();
    draft.text(Entry.INPUT_TOKENS).set("many");
    assertThat(draft.outcomeProperty().get()).isNull();
    assertThat(draft.problemProperty().get()).contains("\"many\" is no number of tokens");
    draft.text(Entry.INPUT_TOKENS).set("50M");
    draft.text(Entry.CURRENCY).set("XX");
    assertThat(draft.problemProperty().get()).contains("no currency");
  }

  private Price price(String name) {
    return model.roi().known().stream()
        .filter(each -> each.model().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
