package app.diptych.ui.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSlotsTest {
  @Test
  void theModelOfSideAHasTheFirstColourAndThatOfSideBTheSecond() {
    Map<String, Double> onA = Map.of("qwen", 0.0, "both", 0.5, "scout", 1.0);
    ModelSlots slots = new ModelSlots();
    slots.addAll(List.of("qwen", "both", "scout"), onA::get);
    assertThat(slots.series())
        .containsExactly(new Series(0, "scout"), new Series(1, "qwen"), new Series(2, "both"));
    ModelSlots alone = new ModelSlots();
    alone.addAll(List.of("qwen"), onA::get);
    assertThat(alone.series()).containsExactly(new Series(1, "qwen"));
    ModelSlots two = new ModelSlots();
    two.addAll(List.of("qwen", "scout"), onA::get);
    assertThat(two.series()).containsExactly(new Series(0, "scout"), new Series(1, "qwen"));
  }

  @Test
  void aModelKeepsItsColourWhenOthersCome() {
    ModelSlots slots = new ModelSlots();
    slots.add("qwen");
    slots.addAll(List.of("scout", "qwen"), model -> model.equals("scout") ? 1 : 0);
    assertThat(slots.series()).containsExactly(new Series(0, "qwen"), new Series(1, "scout"));
  }
}
