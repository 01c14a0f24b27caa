package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.ui.NoticeModel.Notice;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The notices below each other, each with what can be done and a way to put it away. */
final class NoticeBar extends VBox {
  private final NoticeModel model;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  NoticeBar(NoticeModel model) {
    this.model = model;
    setId("notices");
    model.notices().addListener((ListChangeListener<Notice>) _ -> fill());
    fill();
  }

  /**
   * A row stays as long as its notice does: its buttons can be pressed however often that comes.
   */
  private void fill() {
    rows.keySet().retainAll(model.notices().stream().map(Notice::id).toList());
    model
        .notices()
        .forEach(notice -> rows.computeIfAbsent(notice.id(), _ -> new Row(notice)).show(notice));
    List<Row> now = model.notices().stream().map(Notice::id).map(rows::get).toList();
    if (!getChildren().equals(now)) {
      getChildren().setAll(now);
    }
    setVisible(!now.isEmpty());
    setManaged(isVisible());
  }

  /** One notice. */
  private final class Row extends HBox {
    private final Label words = new Label();
    private @Nullable String copied;

    Row(Notice notice) {
      words.setWrapText(true);
      words.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(words, Priority.ALWAYS);
      setAccessibleRole(AccessibleRole.TEXT);
      getStyleClass().addAll("not-saved", "notice");
      setId("notice-" + notice.id());
      getChildren().addAll(icon(notice).node(), words);
      if (notice.copied() != null) {
        getChildren().add(copy(notice.id()));
      }
      getChildren().add(dismiss(notice.id()));
    }

    void show(Notice notice) {
      words.setText(told(notice.words()));
      setAccessibleText(told(notice.words()));
      copied = notice.copied();
    }

    private Button copy(String id) {
      Button copy = new Button(say("Copy report"), Icon.COPY.node());
      copy.setId("notice-copy-" + id);
      copy.setMinWidth(USE_PREF_SIZE);
      copy.setOnAction(_ -> {
        ClipboardContent content = new ClipboardContent();
        content.putString(copied);
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(say("Copied"));
      });
      return copy;
    }
  }

  private static Icon icon(Notice notice) {
    return switch (notice.about()) {
      case FAULT -> Icon.ERROR;
      case MEMORY -> Icon.LOCAL;
      case DISK -> Icon.SAVE;
    };
  }

  private Button dismiss(String id) {
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setId("notice-close-" + id);
    Tip.on(close, say("Dismiss"));
    close.setAccessibleText(say("Dismiss"));
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.remove(id));
    return close;
  }
}
