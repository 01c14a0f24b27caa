package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Verdict;
import app.diptych.session.SessionQuery.Shelf;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.PlainChoice;
import app.diptych.ui.sessions.SessionFilters.Period;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;

/** Which sessions the list shows. */
final class FilterBar extends FlowPane {
  private static final double WIDEST = 200;

  FilterBar(SessionFilters filters) {
    getStyleClass().add("filters");
    ComboBox<AnyChoice<String>> model =
        AnyChoice.of(
            say("Any model"),
            say("Model"),
            filters.models(),
            filters.modelProperty(),
            name -> name);
    model.setId("filter-session-model");
    model.setMaxWidth(WIDEST);
    ComboBox<AnyChoice<String>> tag =
        AnyChoice.of(
            say("Any tag"), say("Tag"), filters.tags(), filters.tagProperty(), name -> name);
    tag.setId("filter-session-tag");
    tag.setMaxWidth(WIDEST);
    ComboBox<AnyChoice<Verdict>> verdict =
        AnyChoice.of(
            say("Any verdict"),
            say("Verdict"),
            FXCollections.observableArrayList(Verdict.values()),
            filters.verdictProperty(),
            FilterBar::words);
    ComboBox<Period> period = PlainChoice.of(say("When"), Period.values(), Period::words);
    period.valueProperty().bindBidirectional(filters.periodProperty());
    ComboBox<Shelf> shelf = PlainChoice.of(say("Where they lie"), Shelf.values(), FilterBar::words);
    shelf.setId("filter-shelf");
    shelf.valueProperty().bindBidirectional(filters.shelfProperty());
    CheckBox failures = new CheckBox(say("Failures only"));
    failures.selectedProperty().bindBidirectional(filters.failuresOnlyProperty());
    getChildren().addAll(model, tag, verdict, period, shelf, failures);
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case A -> say("A better");
      case B -> say("B better");
      case TIE -> say("Tie");
      case BOTH_BAD -> say("Both bad");
    };
  }

  private static String words(Shelf shelf) {
    return switch (shelf) {
      case CURRENT -> say("Current");
      case ARCHIVED -> say("Archived");
      case DELETED -> say("Deleted");
    };
  }
}
