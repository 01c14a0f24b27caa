package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.trial.RecordedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The models to choose from, as far as they match what is typed, and the typed name itself when it
 * could be one that no list has.
 */
final class ModelChoices {
  private static final String FILE = "file:";
  private static final String RECORDED = RecordedAnswer.PREFIX;

  private final List<Entry> known = new ArrayList<>();
  private final ObservableList<ModelChoice> rows = FXCollections.observableArrayList();
  private String typed = "";

  ObservableList<ModelChoice> rows() {
    return rows;
  }

  /** Begins again with these models and nothing typed. */
  void begin(List<Entry> entries) {
    known.clear();
    known.addAll(entries);
    type("");
  }

  /** Adds what is not there yet. */
  void add(List<Entry> entries) {
    entries.stream().filter(Predicate.not(known::contains)).forEach(known::add);
    show();
  }

  void type(String text) {
    typed = text.strip();
    show();
  }

  /** The row that Enter takes unless the user moves: a name typed in full, else the first match. */
  int usual() {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).entry().model().equals(typed) && !rows.get(row).asTyped()) {
        return row;
      }
    }
    return rows.size() > 1 && rows.getFirst().asTyped() ? 1 : 0;
  }

  /** Where that row is now; the usual one when it is gone. */
  int find(@Nullable ModelChoice row) {
    int place = row == null ? -1 : rows.indexOf(row);
    return place < 0 ? usual() : place;
  }

  private void show() {
    List<ModelChoice> fresh = new ArrayList<>();
    boolean listed = known.stream().anyMatch(entry -> entry.model().equals(typed));
    if (!listed && couldBeAModel(typed)) {
      boolean local = typed.startsWith(FILE) || typed.startsWith(RECORDED);
      fresh.add(new ModelChoice(new Entry(typed, say("not in the list"), local), true));
    }
    String wanted = typed.toLowerCase(Locale.ROOT);
    for (Entry entry : known) {
      if ((entry.model() + ' ' + entry.source()).toLowerCase(Locale.ROOT).contains(wanted)) {
        fresh.add(new ModelChoice(entry, false));
      }
    }
    rows.setAll(fresh);
  }

  private static boolean couldBeAModel(String name) {
    if (name.startsWith(FILE)) {
      return name.length() > FILE.length();
    }
    if (name.startsWith(RECORDED)) {
      // The title of a session may have any character in it.
      return name.indexOf('#') > 0 && name.indexOf('/') > 0;
    }
    int slash = name.indexOf('/');
    return slash > 0
        && slash < name.length() - 1
        && name.chars().noneMatch(Character::isWhitespace);
  }
}
