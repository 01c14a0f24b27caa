package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.EngineOption;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.fit.CacheType;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The fields of how local models are run; those the chosen engine has not are greyed. */
final class EngineForm extends VBox {
  private final EngineModel model;
  private final Map<EngineOption, Node> fields = new EnumMap<>(EngineOption.class);
  private final VBox reasons = new VBox();

  EngineForm(EngineModel model) {
    this.model = model;
    EngineDraft draft = model.draft();
    setId("engine-form");
    getStyleClass().add("budget-form");
    reasons.setId("engine-reasons");
    reasons.getStyleClass().add("check-rows");
    Field engine =
        new Field(
            say("Engine"),
            choice(
                say("Engine"),
                "engine-choice",
                draft.engine,
                Wanted.values(),
                one -> say(one.word())));
    getChildren()
        .addAll(
            row(
                engine,
                option(
                    EngineOption.THREADS,
                    Field.of(say("Threads"), "engine-threads", "4", draft.threads)),
                option(
                    EngineOption.CONTEXT,
                    Field.of(say("Context, tokens"), "engine-context", "4096", draft.context))),
            row(
                option(
                    EngineOption.GPU_LAYERS,
                    Field.of(say("GPU layers"), "engine-layers", say("auto"), draft.gpuLayers)),
                option(
                    EngineOption.BATCH,
                    Field.of(say("Batch"), "engine-batch", say("auto"), draft.batch)),
                option(
                    EngineOption.DEVICE,
                    Field.of(say("Device"), "engine-device", say("all"), draft.device))),
            row(
                option(
                    EngineOption.CACHE_TYPE,
                    new Field(
                        say("KV cache type"),
                        choice(
                            say("KV cache type"),
                            "engine-cache",
                            draft.cacheType,
                            CacheType.values(),
                            CacheType::label))),
                option(
                    EngineOption.FLASH_ATTENTION,
                    new Field(
                        say("Flash attention"),
                        choice(
                            say("Flash attention"),
                            "engine-flash",
                            draft.flashAttention,
                            Toggle.values(),
                            Toggle::word)))),
            row(
                Field.of(
                    say("Unload after minutes without an answer (0: at once)"),
                    "engine-keep-alive",
                    say("when the program closes"),
                    draft.keepAlive)),
            option(
                EngineOption.MMAP,
                box(
                    say("Map the file into memory instead of reading it"),
                    "engine-mmap",
                    draft.mmap)),
            option(
                EngineOption.WARM_UP,
                box(say("Warm up before the first answer"), "engine-warm-up", draft.warmUp)),
            option(
                EngineOption.PROMPT_CACHE,
                box(
                    say("Keep computed prompts: faster, but answers may not repeat exactly"),
                    "engine-prompt-cache",
                    draft.promptCache)),
            reasons);
    draft.engine.subscribe(_ -> grey());
    model.stateProperty().subscribe(_ -> grey());
  }

  private void grey() {
    reasons.getChildren().clear();
    // Said once, and not of each of them again.
    boolean withoutServer = model.wantsMissingServer();
    fields.forEach((option, field) -> {
      String why = model.unsupported(option).orElse("");
      field.setDisable(!why.isEmpty());
      field.setAccessibleHelp(why);
      if (!why.isEmpty()) {
        reasons.getChildren().add(line(withoutServer ? model.embeddedLacks(option) : why));
      }
    });
    boolean any = !reasons.getChildren().isEmpty();
    if (any && withoutServer) {
      reasons
          .getChildren()
          .addFirst(line(say("What is dimmed needs llama-server, which was not found:")));
    }
    Field.shown(reasons, any);
  }

  private static Label line(String words) {
    Label line = new Label(words);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.getStyleClass().addAll("small-text", "muted");
    return line;
  }

  private Node option(EngineOption option, Node field) {
    fields.put(option, field);
    return field;
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("editor-bar");
    return row;
  }

  private static CheckBox box(String words, String id, BooleanProperty value) {
    CheckBox box = new CheckBox(words);
    box.setId(id);
    box.setWrapText(true);
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private static <T> ComboBox<T> choice(
      String name, String id, ObjectProperty<T> chosen, T[] values, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.setAccessibleText(name);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public @Nullable T fromString(String typed) {
            return null;
          }
        });
    box.getItems().setAll(values);
    box.valueProperty().bindBidirectional(chosen);
    return box;
  }
}
