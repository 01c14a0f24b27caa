package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How often each verdict was given in the open session on the models of the trial shown. */
final class VerdictCard extends VBox {
  private final GridPane rows = new GridPane();
  private final Label total = new Label();
  private final Label raters = new Label();
  private final Label others = new Label();

  VerdictCard(SessionModel session) {
    getStyleClass().addAll("card", "rail-card");
    setId("verdict-card");
    Label title = new Label(say("Verdict"));
    title.getStyleClass().add("card-title");
    total.setId("verdict-total");
    total.getStyleClass().addAll("muted", "small-text");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(title, space, total);
    rows.getStyleClass().add("tally");
    others.setId("verdict-others");
    others.getStyleClass().addAll("muted", "small-text");
    others.setWrapText(true);
    others.managedProperty().bind(others.visibleProperty());
    raters.setId("verdict-raters");
    raters.getStyleClass().addAll("muted", "small-text");
    raters.setWrapText(true);
    raters.managedProperty().bind(raters.visibleProperty());
    getChildren().addAll(header, rows, raters, others);
    session.ratersVerdictsProperty().subscribe(this::showRaters);
    session.tallyProperty().subscribe(this::show);
    session.otherVerdictsProperty().subscribe(this::showOthers);
  }

  private void showRaters(Number count) {
    int theirs = count.intValue();
    raters.setVisible(theirs > 0);
    raters.setText(
        theirs == 1
            ? say("1 of them is not yours.")
            : say("%,d of them are not yours.").formatted(theirs));
  }

  private void showOthers(Number count) {
    int rest = count.intValue();
    others.setVisible(rest > 0);
    others.setText(
        rest == 1
            ? say("1 more verdict of this session is about other models.")
            : say("%,d more verdicts of this session are about other models.").formatted(rest));
  }

  private void show(Tally tally) {
    total.setText(
        tally.total() == 1 ? say("1 verdict") : say("%s verdicts").formatted(tally.total()));
    rows.getChildren().clear();
    row(0, say("Prefer A"), tally, Verdict.A, "tally-a");
    row(1, say("Prefer B"), tally, Verdict.B, "tally-b");
    row(2, say("Tie"), tally, Verdict.TIE, "tally-tie");
    row(3, say("Both bad"), tally, Verdict.BOTH_BAD, "tally-both-bad");
  }

  private void row(int at, String words, Tally tally, Verdict verdict, String style) {
    Label name = new Label(words);
    name.getStyleClass().add("small-text");
    name.setMinWidth(USE_PREF_SIZE);
    int count = tally.count(verdict);
    ProgressBar bar = new ProgressBar(tally.total() == 0 ? 0 : (double) count / tally.total());
    bar.getStyleClass().addAll("tally-bar", style);
    bar.setAccessibleText(say("%s: %s of %s").formatted(words, count, tally.total()));
    GridPane.setHgrow(bar, Priority.ALWAYS);
    Label number = new Label(Integer.toString(count));
    number.getStyleClass().add("tally-number");
    rows.addRow(at, name, bar, number);
  }
}
