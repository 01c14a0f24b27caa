package app.diptych.ui.sessions;

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
        AnyChoice.of("Any model", "Model", filters.models(), filters.modelProperty(), name -> name);
    model.setId("filter-session-model");
    model.setMaxWidth(WIDEST);
    ComboBox<AnyChoice<String>> tag =
        AnyChoice.of("Any tag", "Tag", filters.tags(), filters.tagProperty(), name -> name);
    tag.setId("filter-session-tag");
    tag.setMaxWidth(WIDEST);
    ComboBox<AnyChoice<Verdict>> verdict =
        AnyChoice.of(
            "Any verdict",
            "Verdict",
            FXCollections.observableArrayList(Verdict.values()),
            filters.verdictProperty(),
            FilterBar::words);
    ComboBox<Period> period = PlainChoice.of("When", Period.values(), Period::words);
    period.valueProperty().bindBidirectional(filters.periodProperty());
    ComboBox<Shelf> shelf = PlainChoice.of("Where they lie", Shelf.values(), FilterBar::words);
    shelf.setId("filter-shelf");
    shelf.valueProperty().bindBidirectional(filters.shelfProperty());
    CheckBox failures = new CheckBox("Failures only");
    failures.selectedProperty().bindBidirectional(filters.failuresOnlyProperty());
    getChildren().addAll(model, tag, verdict, period, shelf, failures);
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case A -> "A better";
      case B -> "B better";
      case TIE -> "Tie";
      case BOTH_BAD -> "Both bad";
    };
  }

  private static String words(Shelf shelf) {
    return switch (shelf) {
      case CURRENT -> "Current";
      case ARCHIVED -> "Archived";
      case DELETED -> "Deleted";
    };
  }
}
