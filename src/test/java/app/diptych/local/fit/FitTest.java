package app.diptych.local.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.diptych.local.fit.Fit.Place;
import app.diptych.local.fit.Fit.Remedy;
import app.diptych.local.fit.PublishedModels.Published;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models take, against published configurations, and what that means for a machine. */
class FitTest {
  private static final long GIB = 1L << 30;
  private static final double MIB = 1 << 20;

  /** Meta, Llama 4 Scout: 109 billion parameters in 16 experts, 48 layers, 8 heads of 128. */
  private static final ModelShape SCOUT =
      ModelShape.uniform(109_000_000_000L, q4(109e9), 5_120, 48, 40, 8, 128, 202_048, 10_485_760);

  /** Qwen2.5 72B: 72.7 billion parameters, 80 layers, 8 of 64 heads of 128. */
  private static final ModelShape QWEN_72B =
      ModelShape.uniform(72_700_000_000L, q4(72.7e9), 8_192, 80, 64, 8, 128, 152_064, 32_768);

  /** Llama 3.1 8B. */
  private static final ModelShape LLAMA_8B =
      ModelShape.uniform(8_030_000_000L, q4(8.03e9), 4_096, 32, 32, 8, 128, 128_256, 131_072);

  /** A laptop with a discrete card. */
  private static final Room LAPTOP =
      new Room(24 * GIB, 32 * GIB, List.of(new Room.Gpu("RTX 4070", 7 * GIB, 8 * GIB, false)));

  /**
   * The cache that llama.cpp logs as "KV self size" or that follows from the published config.json:
   * 2 x layers x heads of keys and values x length of a head x context x 2 bytes.
   */
  @ParameterizedTest
  @CsvSource({
    // model, layers, heads kv, head length, context, MiB
    "Llama 2 7B (no groups), 32, 32, 128, 4096, 2048",
    "Llama 3 8B (groups of 4), 32, 8, 128, 8192, 1024",
    "Llama 3 70B (groups of 8), 80, 8, 128, 8192, 2560",
    "Mixtral 8x7B (experts), 32, 8, 128, 32768, 4096",
    "Qwen2.5 72B, 80, 8, 128, 32768, 10240",
    "Llama 4 Scout (16 experts), 48, 8, 128, 8192, 1536",
    "Gemma 2 9B (head length 256), 42, 8, 256, 4096, 1344"
  })
  void countsTheCacheOfPublishedConfigurations(
      String model, int layers, long heads, long length, long context, double mebibytes) {
    ModelShape shape = ModelShape.uniform(1, 1, 1, layers, heads, heads, length, 1, context);
    assertThat(Footprint.of(shape, Load.usual(context)).cache() / MIB)
        .as(model)
        .isEqualTo(mebibytes);
  }

  @Test
  void aCacheInEightBitsTakesSeventeenThirtySecondsOfOneInSixteen() {
    long plain = Footprint.of(LLAMA_8B, Load.usual(8_192)).cache();
    long packed = Footprint.of(LLAMA_8B, new Load(8_192, CacheType.Q8_0, true)).cache();
    assertThat((double) packed / plain).isEqualTo(17 / 32.0);
  }

  /** "CUDA0 compute buffer size" of llama.cpp for those models without flash attention. */
  @ParameterizedTest
  @CsvSource({
    "Llama 2 7B, 4096, 32, 32000, 4096, 296",
    "Llama 3 8B, 4096, 32, 128256, 8192, 560",
  })
  void comesNearTheBufferThatIsComputedIn(
      String model, long embedding, long heads, long vocabulary, long context, double mebibytes) {
    ModelShape shape = ModelShape.uniform(1, 1, embedding, 32, heads, 8, 128, vocabulary, context);
    assertThat(Footprint.of(shape, Load.usual(context)).computing() / MIB)
        .as(model)
        .isCloseTo(mebibytes, within(0.1 * mebibytes));
  }

  @Test
  void thePairOfThePlaybookDoesNotFitALaptop() {
    for (ModelShape model : List.of(SCOUT, QWEN_72B)) {
      Fit fit = Fit.of(model, Load.usual(4_096), LAPTOP);
      assertThat(fit.place()).isEqualTo(Place.NOWHERE);
      assertThat(fit.sentence()).contains("does not fit").contains("RTX 4070").contains("GiB");
    }
    Fit scout = Fit.of(SCOUT, Load.usual(4_096), LAPTOP);
    assertThat(scout.footprint().weights() / 1e9).isCloseTo(66.7, within(0.1));
    assertThat(scout.remedies())
        .extracting(Remedy::sentence)
        .anyMatch(words -> words.startsWith("Take a model of at most about"));
  }

  @Test
  void aSmallModelFitsOnTheCardAndNeedsNoAdvice() {
    Fit fit = Fit.of(LLAMA_8B, Load.usual(4_096), LAPTOP);
    assertThat(fit.place()).isEqualTo(Place.GPU);
    assertThat(fit.layersOnGpu()).isEqualTo(33);
    assertThat(fit.remedies()).isEmpty();
    assertThat(fit.sentence()).contains("fits on the GPU");
  }

  @Test
  void saysWhichChangeWouldMakeItFitOnTheCard() {
    Fit fit = Fit.of(LLAMA_8B, Load.usual(32_768), LAPTOP);
    assertThat(fit.place()).isEqualTo(Place.PARTLY);
    assertThat(fit.layersOnGpu()).isBetween(1, 32);
    assertThat(fit.remedies())
        .extracting(Remedy::sentence)
        .anyMatch(words -> words.contains("Set the context to "));
    for (Remedy remedy : fit.remedies()) {
      assertThat(remedy.place()).isLessThan(fit.place());
    }
  }

  @Test
  void withoutACardItRunsOnTheProcessor() {
    Fit fit = Fit.of(LLAMA_8B, Load.usual(4_096), new Room(24 * GIB, 32 * GIB, List.of()));
    assertThat(fit.place()).isEqualTo(Place.CPU);
    assertThat(fit.layersOnGpu()).isZero();
  }

  @Test
  void aCardThatSharesMainMemoryHasNothingToOverflowInto() {
    Room apple =
        new Room(10 * GIB, 16 * GIB, List.of(new Room.Gpu("Apple M3", 10 * GIB, 11 * GIB, true)));
    assertThat(Fit.of(LLAMA_8B, Load.usual(4_096), apple).place()).isEqualTo(Place.GPU);
    assertThat(Fit.of(QWEN_72B, Load.usual(4_096), apple).place()).isEqualTo(Place.NOWHERE);
  }

  @Test
  void moreRoomIsNeverWorseAndNoNumberGoesRound() {
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      ModelShape shape =
          ModelShape.uniform(
              random.nextLong(Long.MAX_VALUE),
              random.nextLong(Long.MAX_VALUE >> random.nextInt(62)),
              random.nextLong(Long.MAX_VALUE),
              1 + random.nextInt(200),
              random.nextLong(Long.MAX_VALUE >> random.nextInt(62)),
              random.nextLong(1 << 20),
              random.nextLong(1 << 20),
              random.nextLong(Long.MAX_VALUE),
              1_000);
      Load load = Load.usual(1 + random.nextInt(1 << 20));
      long free = random.nextLong(1L << 40);
      Fit little = Fit.of(shape, load, room(free, free));
      Fit more = Fit.of(shape, load, room(free * 2, free * 2));
      assertThat(more.place()).isLessThanOrEqualTo(little.place());
      assertThat(little.footprint().total()).isPositive();
      assertThat(little.footprint().cache()).isNotNegative();
      assertThat(little.sentence()).doesNotContain("NaN").doesNotContain("-");
    }
  }

  private static Room room(long main, long card) {
    return new Room(main, main, List.of(new Room.Gpu("card", card, card, false)));
  }

  private static long q4(double parameters) {
    return (long) (parameters * Quantised.Q4_K_M.bits() / 8);
  }

  @Test
  void thePairOfThePlaybookIsKnownByNameWithStandInsThatFit() {
    for (String typed : List.of("llama-4-scout", "qwen2.5 72b")) {
      List<Published> found = PublishedModels.find(typed);
      assertThat(found).hasSize(1);
      Published model = found.getFirst();
      Fit fit = Fit.of(model.shape(), Load.usual(4_096), LAPTOP);
      assertThat(fit.place()).isEqualTo(Place.NOWHERE);
      List<Published> instead = PublishedModels.standIns(model, LAPTOP, 4_096);
      assertThat(instead).isNotEmpty();
      assertThat(instead.getFirst().family()).isEqualTo(model.family());
      assertThat(instead)
          .allSatisfy(one -> {
            Fit small = Fit.of(one.shape(), Load.usual(4_096), LAPTOP);
            assertThat(small.place()).isNotEqualTo(Place.NOWHERE);
          });
    }
    assertThat(PublishedModels.find("llama")).hasSizeGreaterThan(1);
    assertThat(PublishedModels.find("no such model")).isEmpty();
  }

  @Test
  void readsTheDevicesOfLlamaServer() {
    assertThat(Room.Gpu.listed("CUDA0: NVIDIA H100 80GB HBM3 (81079 MiB, 80552 MiB free)"))
        .contains(new Room.Gpu("NVIDIA H100 80GB HBM3", 80_552L << 20, 81_079L << 20, false));
    assertThat(Room.Gpu.listed("MTL0: Apple M3 (10922 MiB, 10922 MiB free)").orElseThrow().shared())
        .isTrue();
    assertThat(Room.Gpu.listed("Available devices:")).isEmpty();
  }

  @Test
  void aLoadedModelLeavesLessRoomForTheNext() {
    Fit first = Fit.of(LLAMA_8B, Load.usual(4_096), LAPTOP);
    Room rest = LAPTOP.less(first);
    assertThat(rest.gpus().getFirst().free()).isLessThan(LAPTOP.gpus().getFirst().free());
    assertThat(Fit.of(LLAMA_8B, Load.usual(4_096), rest).place()).isNotEqualTo(Place.GPU);
  }

  @Test
  void aRemedyThatIsASettingSaysHowToLoad() {
    Fit fit = Fit.of(LLAMA_8B, Load.usual(32_768), LAPTOP);
    for (Remedy remedy : fit.remedies()) {
      Load change = remedy.change();
      if (change != null) {
        assertThat(Fit.of(LLAMA_8B, change, LAPTOP).place()).isEqualTo(remedy.place());
      }
    }
    assertThat(fit.remedies()).anyMatch(remedy -> remedy.change() != null);
    assertThat(Fit.of(LLAMA_8B, Load.usual(32_768), LAPTOP, false).remedies())
        .noneMatch(remedy -> remedy.sentence().contains("q8_0"));
  }
}
