package app.diptych.session;

import java.util.List;
import java.util.Optional;

/** Notes what a workspace tells: troubles by name, {@code fine} at their end, and problems. */
record Heard(List<String> told) implements Workspace.Listener {
  @Override
  public void trouble(Optional<Trouble> now) {
    told.add(now.map(Enum::name).orElse("fine"));
  }

  @Override
  public void problem(String sentence) {
    told.add(sentence);
  }
}
