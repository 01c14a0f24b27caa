package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Shortcut;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** Prompts under headings, which the selection steps over. */
public final class ShelfList extends ListView<ShelfItem> {
  private final ReadOnlyObjectWrapper<@Nullable Shelved> chosen = new ReadOnlyObjectWrapper<>(null);
  private boolean laying;

  /**
   * @param clicked is told of every click on a prompt, also on the one selected already
   * @param favour makes a prompt a favourite, or no longer one
   */
  public ShelfList(ObjIntConsumer<Shelved> clicked, Consumer<Shelved> favour) {
    setAccessibleText(say("Prompts"));
    setCellFactory(_ -> new PromptCell(clicked, favour));
    getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, before, now) -> selected(before.intValue(), now.intValue()));
    Shortcut.FAVOURITE.within(
        this,
        () -> {
          Shelved shelved = chosen.get();
          if (shelved != null) {
            favour.accept(shelved);
          }
        });
    Actions.unless(this, Shortcut.FAVOURITE, this::noneChosen);
  }

  /** Asks for a prompt to be chosen, as a sentence; empty when one is. */
  String noneChosen() {
    return chosen.get() == null ? say("Choose a prompt in the list first.") : "";
  }

  /** Shows these; what was chosen stays chosen when it is among them. */
  public void show(List<Shelved> prompts) {
    List<ShelfItem> items = ShelfItem.of(prompts);
    if (items.equals(getItems())) {
      return;
    }
    Shelved before = chosen.get();
    laying = true;
    getItems().setAll(items);
    choose(before == null ? "" : before.id());
    laying = false;
    Shelved after = at(getSelectionModel().getSelectedIndex()).orElse(null);
    // The same prompt, changed, was not chosen anew.
    if (before == null || after == null || !after.id().equals(before.id())) {
      chosen.set(after);
    }
  }

  /** The uppermost prompt; empty when there is none. */
  Optional<Shelved> first() {
    return IntStream.range(0, getItems().size())
        .mapToObj(this::at)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Selects a prompt by its id, or nothing when it is not there. */
  public void choose(String id) {
    for (int i = 0; i < getItems().size(); i++) {
      if (at(i).filter(shelved -> shelved.id().equals(id)).isPresent()) {
        getSelectionModel().clearAndSelect(i);
        return;
      }
    }
    getSelectionModel().clearSelection();
  }

  /** The prompt selected, as it was when it was selected, or null. */
  public ReadOnlyObjectProperty<@Nullable Shelved> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  private Optional<Shelved> at(int index) {
    return index >= 0
            && index < getItems().size()
            && getItems().get(index) instanceof ShelfItem.Entry entry
        ? Optional.of(entry.shelved())
        : Optional.empty();
  }

  private void selected(int before, int now) {
    if (laying) {
      return;
    }
    boolean heading = now >= 0 && at(now).isEmpty();
    if (heading) {
      // The top heading sends back down.
      int next = now > before || now == 0 ? now + 1 : now - 1;
      getSelectionModel().clearAndSelect(next);
      return;
    }
    chosen.set(at(now).orElse(null));
  }
}
