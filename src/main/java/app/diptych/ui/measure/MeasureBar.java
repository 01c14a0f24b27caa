package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.timing.MetricName;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.PlainChoice;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.sessions.SessionFilters.Period;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;

/** Which answers are looked at, and what of them. */
final class MeasureBar extends FlowPane {
  private static final double WIDEST = 200;

  private static final int HOURS_COLUMNS = 7;

  private final CheckBox contended = new CheckBox(say("Contended too"));

  MeasureBar(MeasureModel model) {
    MeasureFilters filters = model.filters();
    getStyleClass().add("filters");
    ComboBox<MetricName> metric =
        PlainChoice.of(say("Metric"), MeasureFilters.metrics(), MetricName::label);
    metric.setId("measure-metric");
    metric.valueProperty().bindBidirectional(filters.metricProperty());
    Tip.on(metric, filters.metricProperty().map(Drawn::definition));
    ComboBox<AnyChoice<String>> session =
        AnyChoice.of(
            say("All sessions"),
            say("Session"),
            filters.sessions(),
            filters.sessionProperty(),
            filters::title);
    session.setId("measure-session");
    session.setMaxWidth(WIDEST);
    ComboBox<AnyChoice<String>> tag =
        AnyChoice.of(
            say("Any tag"), say("Tag"), filters.tags(), filters.tagProperty(), name -> name);
    tag.setId("measure-tag");
    tag.setMaxWidth(WIDEST);
    ComboBox<Period> period = PlainChoice.of(say("Since"), Period.values(), Period::words);
    period.setId("measure-period");
    period.valueProperty().bindBidirectional(filters.periodProperty());
    contended.setId("measure-contended");
    Tip.on(
        contended, say("Count the times of answers that shared this machine with the other side."));
    contended.selectedProperty().bindBidirectional(filters.contendedProperty());
    CheckBox log = new CheckBox(say("Log scale"));
    log.setId("measure-log");
    Tip.on(log, say("Draw distributions on a logarithmic axis."));
    log.selectedProperty().bindBidirectional(filters.logProperty());
    getChildren()
        .addAll(
            new ModelChooser(model),
            metric,
            session,
            tag,
            period,
            hours(filters),
            hoursProblem(filters),
            contended,
            log,
            new GoodLimits(filters.good()));
  }

  private static TextField hours(MeasureFilters filters) {
    TextField hours = new TextField();
    hours.setId("measure-hours");
    hours.setPrefColumnCount(HOURS_COLUMNS);
    hours.setPromptText(say("Hours, UTC"));
    hours.setAccessibleText(say("Only requests of these hours of the day, in UTC"));
    Tip.on(
        hours, say("Only requests sent in this part of a day, in UTC, such as 8-10 or 22:30-6."));
    hours.textProperty().bindBidirectional(filters.hoursTextProperty());
    return hours;
  }

  private static Label hoursProblem(MeasureFilters filters) {
    Label problem = new Label();
    problem.setId("measure-hours-problem");
    problem.getStyleClass().addAll("problem", "small-text");
    problem.textProperty().bind(filters.hoursProblemProperty());
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    return problem;
  }

  /** Ticks the box that was asked for somewhere else, so that everybody sees where it is. */
  void countContended() {
    contended.setSelected(true);
    contended.requestFocus();
  }
}
