package app.diptych.ui;

import app.diptych.ui.NoticeModel.Notice;
import app.diptych.ui.fx.Icon;
import javafx.collections.ListChangeListener;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The notices below each other, each with what can be done and a way to put it away. */
final class NoticeBar extends VBox {
  private final NoticeModel model;

  NoticeBar(NoticeModel model) {
    this.model = model;
    setId("notices");
    model.notices().addListener((ListChangeListener<Notice>) _ -> fill());
    fill();
  }

  private void fill() {
    getChildren().setAll(model.notices().stream().map(this::row).toList());
    setVisible(!getChildren().isEmpty());
    setManaged(isVisible());
  }

  private HBox row(Notice notice) {
    Label words = new Label(notice.words());
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(icon(notice).node(), words);
    row.setAccessibleRole(AccessibleRole.TEXT);
    row.setAccessibleText(notice.words());
    row.getStyleClass().addAll("not-saved", "notice");
    row.setId("notice-" + notice.id());
    String copied = notice.copied();
    if (copied != null) {
      row.getChildren().add(copy(notice.id(), copied));
    }
    row.getChildren().add(dismiss(notice.id()));
    return row;
  }

  private static Icon icon(Notice notice) {
    return switch (notice.about()) {
      case FAULT -> Icon.ERROR;
      case MEMORY -> Icon.LOCAL;
      case DISK -> Icon.SAVE;
    };
  }

  private static Button copy(String id, String text) {
    Button copy = new Button("Copy report", Icon.COPY.node());
    copy.setId("notice-copy-" + id);
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
      copy.setText("Copied");
    });
    return copy;
  }

  private Button dismiss(String id) {
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setId("notice-close-" + id);
    close.setTooltip(new Tooltip("Dismiss"));
    close.setAccessibleText("Dismiss");
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.remove(id));
    return close;
  }
}
