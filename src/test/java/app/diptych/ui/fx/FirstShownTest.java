package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class FirstShownTest {
  private final VBox page = FxTest.run(() -> new VBox());

  @Test
  void bringsAPartToItsPlaceWhenItIsFirstToBeSeen() {
    Label first = label(true);
    Label second = label(false);
    Label third = label(true);
    Label fourth = label(false);
    FxTest.run(() -> FirstShown.into(page, first, second, third, fourth));
    assertThat(shown()).containsExactly(first, third);
    FxTest.run(() -> fourth.setVisible(true));
    assertThat(shown()).containsExactly(first, third, fourth);
    FxTest.run(() -> second.setVisible(true));
    assertThat(shown()).containsExactly(first, second, third, fourth);
    FxTest.run(() -> second.setVisible(false));
    assertThat(shown()).containsExactly(first, second, third, fourth);
  }

  @Test
  void comesBehindWhatThePageHasAlready() {
    Label before = label(true);
    Label part = label(false);
    FxTest.run(() -> {
      page.getChildren().add(before);
      FirstShown.into(page, part);
      part.setVisible(true);
    });
    assertThat(shown()).containsExactly(before, part);
  }

  @Test
  void comesBehindThePartsOfAnEarlierGroupThatCameLater() {
    Label early = label(false);
    Label between = label(true);
    Label late = label(false);
    FxTest.run(() -> {
      FirstShown.into(page, early);
      page.getChildren().add(between);
      FirstShown.into(page, late);
      early.setVisible(true);
      late.setVisible(true);
    });
    assertThat(shown()).containsExactly(early, between, late);
  }

  /** A binding is held by what it is bound to only weakly, and nothing else knows such a part. */
  @Test
  void keepsAPartThatOnlyItsBindingsKnow() {
    StringProperty words = new SimpleStringProperty("");
    WeakReference<Label> part =
        FxTest.run(() -> {
          Label bound = new Label();
          bound.textProperty().bind(words);
          bound.visibleProperty().bind(words.isNotEmpty());
          FirstShown.into(page, bound);
          return new WeakReference<>(bound);
        });
    FxTest.pulses(2);
    System.gc();
    assertThat(part.refersTo(null)).isFalse();
    FxTest.run(() -> words.set("It failed"));
    assertThat(shown()).singleElement().isInstanceOf(Label.class);
  }

  private List<Node> shown() {
    return FxTest.run(() -> List.copyOf(page.getChildren()));
  }

  private static Label label(boolean visible) {
    return FxTest.run(() -> {
      Label label = new Label();
      label.setVisible(visible);
      return label;
    });
  }
}
