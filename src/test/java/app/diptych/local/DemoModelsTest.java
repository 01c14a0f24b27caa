package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoModelsTest {
  @Test
  void findsBothDemonstrationModelsAsTheyWereTrained() throws Exception {
    assertThat(DemoModels.names()).containsExactly("demo/small", "demo/base");
    assertThat(Sha256.of(Demo.small()))
        .isEqualTo("31242ecaf8530ac74cc9febf8a3e3fdb8c545a6564a4a4d0e1d80430241e0651");
    assertThat(Sha256.of(Demo.base()))
        .isEqualTo("de357fdf36d2d6ccb5aba9da4ace75f885565b021683ad1f9cfdf1d9044f21e1");
  }

  @Test
  void namesTheModelsThereAreWhenAskedForAnother() {
    DemoModels.Lookup lookup = new DemoModels(Path.of("unused")).find("demo/large");

    assertThat(lookup)
        .isInstanceOfSatisfying(
            DemoModels.Missing.class,
            missing ->
                assertThat(missing.failure().hint())
                    .isEqualTo("The demonstration models are demo/small and demo/base."));
  }
}
