package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchIndex;
import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchIndex.Form;
import app.diptych.batch.BatchIndex.Measured;
import app.diptych.batch.BatchIndex.Verdict;
import app.diptych.cost.Money;
import app.diptych.trial.Side;
import app.diptych.ui.batch.SortKey.What;
import app.diptych.ui.fx.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The table of results: a line each row, the two models side by side. Only what is seen is made.
 */
final class GridTable extends TableView<Line> {
  private static final double LINE = 28;
  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
  private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");

  private final GridModel model;
  private final Consumer<Line> open;

  /**
   * @param open told of a line that is double-clicked, or entered
   */
  GridTable(GridModel model, Consumer<Line> open) {
    super(model.lines());
    this.model = model;
    this.open = open;
    setId("batch-grid");
    setAccessibleText(say("Results"));
    setFixedCellSize(LINE);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setPlaceholder(new Label(""));
    setRowFactory(_ -> new Row());
    getColumns().add(column(say("Row"), 64, What.ROW, null, true, GridTable::row));
    getColumns().add(column(say("Id"), 90, What.ID, null, false, GridTable::id));
    getColumns().add(column(say("Tags"), 90, What.TAGS, null, false, GridTable::tags));
    for (Side side : Side.values()) {
      getColumns().add(side(side));
    }
    setSortPolicy(_ -> {
      model.sort(getSortOrder().isEmpty() ? null : key(getSortOrder().getFirst()));
      return true;
    });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          Line line = getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown() && line != null) {
            open.accept(line);
            event.consume();
          }
        });
  }

  /** Says who answered on a side. */
  void name(Side side, String who) {
    getColumns().stream()
        .filter(column -> ("batch-grid-" + side).equals(column.getId()))
        .forEach(column -> column.setText(side + "  " + who));
  }

  /** What the heads of the columns do with the mouse; another time turns the order around. */
  List<MenuItem> orders() {
    List<MenuItem> items = new ArrayList<>();
    MenuItem plan = new MenuItem(say("As in the plan"));
    plan.setOnAction(_ -> getSortOrder().clear());
    items.add(plan);
    for (TableColumn<Line, ?> column : getVisibleLeafColumns()) {
      if (column.isSortable()) {
        TableColumnBase<Line, ?> of = column.getParentColumn();
        String side = of == null ? "" : String.valueOf(of.getText()) + ": ";
        MenuItem item = new MenuItem(side + column.getText());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> order(column));
        items.add(item);
      }
    }
    return items;
  }

  private void order(TableColumn<Line, ?> by) {
    boolean again = getSortOrder().contains(by) && by.getSortType() == SortType.ASCENDING;
    by.setSortType(again ? SortType.DESCENDING : SortType.ASCENDING);
    getSortOrder().setAll(List.of(by));
  }

  /** The items that are chosen; all of a group for a group. */
  List<Entry> chosen() {
    List<Entry> chosen = new ArrayList<>();
    for (Line line : getSelectionModel().getSelectedItems()) {
      switch (line) {
        case Line.OfItem(Entry entry) -> chosen.add(entry);
        case Line.OfGroup group -> chosen.addAll(group.group().entries());
        case null -> {
          // The table changes under the selection.
        }
      }
    }
    return chosen.stream().distinct().toList();
  }

  private TableColumn<Line, String> side(Side side) {
    TableColumn<Line, String> all = new TableColumn<>(side.name());
    all.setId("batch-grid-" + side);
    all.getStyleClass().add("grid-" + side);
    TableColumn<Line, String> answer = new TableColumn<>(say("Answer"));
    answer.setPrefWidth(230);
    answer.setSortable(false);
    answer.setReorderable(false);
    answer.setCellValueFactory(line -> answer(line.getValue(), side));
    answer.setCellFactory(_ -> new Cell(false, side));
    all.getColumns().add(answer);
    all.getColumns()
        .add(
            column(
                say("TTFT ms"),
                72,
                What.TTFT,
                side,
                true,
                line -> number(line, side, Measured::ttftMs, Group.Sum::ttftMs)));
    all.getColumns()
        .add(
            column(
                say("E2E ms"),
                72,
                What.E2E,
                side,
                true,
                line -> number(line, side, Measured::e2eMs, Group.Sum::e2eMs)));
    all.getColumns()
        .add(column(say("Tokens"), 66, What.TOKENS, side, true, line -> tokens(line, side)));
    TableColumn<Line, String> cost =
        column(say("Cost"), 92, What.COST, side, true, line -> cost(line, side));
    model.indexProperty().subscribe(index -> cost.setVisible(isPaid(index, side)));
    all.getColumns().add(cost);
    all.getColumns()
        .add(column(say("Check"), 66, What.CHECK, side, false, line -> check(line, side)));
    return all;
  }

  private static TableColumn<Line, String> column(
      String name,
      double width,
      What what,
      @Nullable Side side,
      boolean number,
      Function<Line, String> words) {
    TableColumn<Line, String> column = new TableColumn<>(name);
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setUserData(new SortKey(what, side, false));
    column.setCellValueFactory(line -> new ReadOnlyStringWrapper(words.apply(line.getValue())));
    column.setCellFactory(_ -> new Cell(number, side));
    if (number) {
      column.getStyleClass().add("number");
    }
    return column;
  }

  private static @Nullable SortKey key(TableColumn<Line, ?> column) {
    return column.getUserData() instanceof SortKey key
        ? new SortKey(
            key.what(), key.side(), column.getSortType() == TableColumn.SortType.DESCENDING)
        : null;
  }

  private static String row(Line line) {
    return switch (line) {
      case Line.OfItem(Entry entry) -> String.valueOf(entry.row());
      case Line.OfGroup group -> "%,d".formatted(group.group().entries().size());
    };
  }

  private static String id(Line line) {
    return switch (line) {
      case Line.OfItem(Entry entry) -> entry.id() + form(entry.form());
      case Line.OfGroup group -> (group.open() ? "\u25be " : "\u25b8 ") + tag(group.group());
    };
  }

  /** Lines of one row differ by what the batch varied; the first of each is the plain one. */
  private static String form(Form form) {
    return (form.template() == 0 ? "" : say(" \u00b7 prompt %d").formatted(form.template() + 1))
        + (form.setting() == 0 ? "" : say(" \u00b7 setting %d").formatted(form.setting() + 1))
        + (form.repeat() == 0 ? "" : say(" \u00b7 time %d").formatted(form.repeat() + 1));
  }

  private static String tag(Group group) {
    return group.tag().isEmpty() ? say("no tag") : group.tag();
  }

  private static String tags(Line line) {
    return switch (line) {
      case Line.OfItem(Entry entry) -> String.join(", ", entry.tags());
      case Line.OfGroup group ->
          group.group().failed() == 0 ? "" : say("%,d failed").formatted(group.group().failed());
    };
  }

  private ObservableValue<String> answer(Line line, Side side) {
    return switch (line) {
      case Line.OfGroup group ->
          new ReadOnlyStringWrapper(
              say("%,d answered").formatted(group.group().side(side).answered()));
      case Line.OfItem(Entry entry) -> answer(entry, side);
    };
  }

  private ObservableValue<String> answer(Entry entry, Side side) {
    Measured one = side == Side.A ? entry.a() : entry.b();
    String trial = entry.trial();
    if (trial == null || one == null) {
      return new ReadOnlyStringWrapper(told(entry.problem()));
    }
    return one.failure().isEmpty()
        ? model.texts().of(trial, side)
        : new ReadOnlyStringWrapper(Words.failure(one.failure()));
  }

  private static String number(
      Line line, Side side, Function<Measured, Float> of, Function<Group.Sum, Double> mean) {
    return switch (line) {
      case Line.OfItem(Entry entry) ->
          entry.side(side).map(one -> Words.millis(of.apply(one))).orElse("");
      case Line.OfGroup group -> Words.millis(mean.apply(group.group().side(side)));
    };
  }

  private static String tokens(Line line, Side side) {
    return switch (line) {
      case Line.OfItem(Entry entry) ->
          entry
              .side(side)
              .filter(one -> one.tokens() >= 0)
              .map(one -> "%,d".formatted(one.tokens()))
              .orElse("");
      case Line.OfGroup group -> "%,d".formatted(group.group().side(side).tokens());
    };
  }

  private static String cost(Line line, Side side) {
    return switch (line) {
      case Line.OfItem(Entry entry) -> entry.side(side).map(GridTable::cost).orElse("");
      case Line.OfGroup group -> told(group.group().side(side).cost().words());
    };
  }

  /** Where nothing was or can be charged on a side, a column for that only takes the room. */
  private static boolean isPaid(@Nullable BatchIndex index, Side side) {
    return index != null
        && index.entries().stream()
            .flatMap(entry -> entry.side(side).stream())
            .anyMatch(one -> one.cost().money() != null || one.cost().isUnpriced());
  }

  private static String cost(Measured one) {
    Money money = one.cost().money();
    if (money == null) {
      return one.cost().isUnpriced() ? say("unpriced") : "";
    }
    String words = (one.cost().estimated() ? "~" : "") + money;
    return switch (one.cost().kind()) {
      case AT_LEAST -> say("at least %s").formatted(words);
      case LOCAL -> say("local %s").formatted(words);
      case LOCAL_AT_LEAST -> say("local %s").formatted(say("at least %s").formatted(words));
      case NOTHING, WHOLE, UNPRICED -> words;
    };
  }

  private static String check(Line line, Side side) {
    return switch (line) {
      case Line.OfItem(Entry entry) -> entry.side(side).map(one -> check(one.check())).orElse("");
      case Line.OfGroup group -> {
        Group.Sum sum = group.group().side(side);
        yield sum.checked() == 0 ? "" : "%.0f %%".formatted(100.0 * sum.passed() / sum.checked());
      }
    };
  }

  private static String check(Verdict verdict) {
    return switch (verdict) {
      case NONE -> "";
      case PASSED -> say("pass");
      case FAILED -> say("fail");
    };
  }

  private final class Row extends TableRow<Line> {
    Row() {
      setOnMouseClicked(event -> {
        Line line = getItem();
        if (event.getClickCount() == 2 && line != null) {
          open.accept(line);
        }
      });
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      pseudoClassStateChanged(GROUP, line instanceof Line.OfGroup && !empty);
      pseudoClassStateChanged(
          BROKEN, !empty && line instanceof Line.OfItem(Entry entry) && !entry.problem().isEmpty());
    }
  }

  /** A failure, or a check that did not pass, is red and says so in words. */
  private static final class Cell extends TableCell<Line, String> {
    private static final PseudoClass FAILURE = PseudoClass.getPseudoClass("failure");
    private final @Nullable Side side;

    Cell(boolean number, @Nullable Side side) {
      this.side = side;
      if (number) {
        getStyleClass().add("number");
      }
    }

    @Override
    protected void updateItem(@Nullable String text, boolean empty) {
      super.updateItem(text, empty);
      setText(empty || text == null ? null : VisibleText.of(text));
      boolean failed = false;
      if (!empty
          && side != null
          && getTableRow() != null
          && getTableRow().getItem() instanceof Line.OfItem(Entry entry)) {
        failed =
            !entry.problem().isEmpty()
                || entry.side(side).filter(one -> !one.failure().isEmpty()).isPresent()
                || say("fail").equals(text);
      }
      pseudoClassStateChanged(FAILURE, failed);
    }
  }
}
