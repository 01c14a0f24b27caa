package app.diptych.app;

import app.diptych.ui.fx.Choices;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user chose for the window, in the settings file. A name with a dot is a field of an
 * object: {@code keys.RUN}.
 */
final class KeptChoices implements Choices {
  private final SettingsFile settings;
  private final Executor work;
  private final Map<String, String> waiting = new ConcurrentHashMap<>();

  /**
   * @param work writes; it may be slow
   */
  KeptChoices(SettingsFile settings, Executor work) {
    this.settings = settings;
    this.work = work;
  }

  @Override
  public String get(String name) {
    JsonNode at = settings.tree(group(name));
    return (name.contains(".") ? at.path(own(name)) : at).asString("");
  }

  @Override
  public void put(String name, String value) {
    // Whoever writes first writes what was chosen last.
    waiting.put(name, value);
    work.execute(() ->
        settings.edit(tree -> {
          String last = waiting.remove(name);
          if (last != null) {
            put(tree, name, last);
          }
        }));
  }

  private static void put(ObjectNode tree, String name, String value) {
    boolean grouped = name.contains(".");
    if (grouped && !(tree.path(group(name)) instanceof ObjectNode)) {
      tree.putObject(group(name));
    }
    ObjectNode in = grouped && tree.path(group(name)) instanceof ObjectNode object ? object : tree;
    if (value.isEmpty()) {
      in.remove(own(name));
    } else {
      in.put(own(name), value);
    }
  }

  private static String group(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  private static String own(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
