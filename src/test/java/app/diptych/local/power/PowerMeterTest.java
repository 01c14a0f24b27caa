package app.diptych.local.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import app.diptych.cost.Energy;
import app.diptych.local.power.PowerMeter.Places;
import app.diptych.local.power.PowerMeter.Report;
import app.diptych.local.power.PowerMeter.Run;
import app.diptych.local.power.PowerMeter.Sight;
import app.diptych.timing.NanoClock;
import app.diptych.trial.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a machine tells of its energy, with real files and real programs in their usual shapes. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class PowerMeterTest {
  private static final long S = 1_000_000_000L;
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

  /** Reads at the beginning and the end of an answer only. */
  private static final ThreadFactory NO_THREADS = _ -> new Thread(() -> {});

  @TempDir Path folder;

  private final SteppedClock clock = new SteppedClock();

  @Test
  void countsPackagesOnceAndNeverTheirParts() throws Exception {
    domain("intel-rapl:0", "package-0", 1_000_000);
    domain("intel-rapl:0:0", "core", 1_000_000);
    domain("intel-rapl:0:1", "dram", 1_000_000);
    domain("intel-rapl:1", "package-1", 5_000_000);
    domain("intel-rapl:2", "psys", 1_000_000);
    domain("intel-rapl-mmio:0", "package-0", 1_000_000);
    Run run = begin(meter(NO_THREADS, null, null));
    long from = clock.nanos();
    clock.rest(2 * S);
    for (String each :
        List.of("intel-rapl:0", "intel-rapl:0:0", "intel-rapl:2", "intel-rapl-mmio:0")) {
      energy(each, 21_000_000);
    }
    energy("intel-rapl:1", 8_000_000);
    Energy energy = run.end(from, clock.nanos()).orElseThrow();
    assertThat(energy.joules()).isEqualByComparingTo("23");
    assertThat(energy.time()).isEqualTo(Duration.ofSeconds(2));
    assertThat(energy.source()).isEqualTo("CPU package-0 (counter) + CPU package-1 (counter)");
    assertThat(energy.together()).isFalse();
    assertThat(run.end(from, from + 1)).as("the first end counts").contains(energy);
  }

  @Test
  void wrapsAtTheEndOfTheRange() throws Exception {
    domain("intel-rapl:0", "package-0", 262_143_000_000L);
    Run run = begin(meter(NO_THREADS, null, null));
    long from = clock.nanos();
    clock.rest(S);
    energy("intel-rapl:0", 671_150);
    assertThat(run.end(from, clock.nanos()).orElseThrow().joules()).isEqualByComparingTo("1");
  }

  @Test
  void twoAtOnceAreToldTogetherAndNeverSplit() throws Exception {
    domain("intel-rapl:0", "package-0", 0);
    PowerMeter meter = meter(NO_THREADS, null, null);
    Run one = begin(meter);
    Run other = begin(meter);
    long from = clock.nanos();
    clock.rest(S);
    energy("intel-rapl:0", 10_000_000);
    Energy first = one.end(from, clock.nanos()).orElseThrow();
    Energy second = other.end(from, clock.nanos()).orElseThrow();
    assertThat(first.together()).isTrue();
    assertThat(second.together()).isTrue();
    assertThat(first.joules()).isEqualByComparingTo("10");
    assertThat(second.joules()).isEqualByComparingTo("10");
    assertThat(first.millijoulesPerToken(10)).isEmpty();
    Run alone = begin(meter);
    from = clock.nanos();
    clock.rest(S);
    energy("intel-rapl:0", 17_000_000);
    Energy third = alone.end(from, clock.nanos()).orElseThrow();
    assertThat(third.together()).isFalse();
    assertThat(third.joules()).isEqualByComparingTo("7");
  }

  @Test
  void tellsWhatEachDeviceSaysNowWhileSomebodyLooks() throws Exception {
    domain("intel-rapl:0", "package-0", 0);
    Path nvidia =
        program(
            "nvidia-smi",
            """
            echo '0, NVIDIA GeForce RTX 4070 Laptop GPU, 12.5, 3, 44, 1024, 8188, [N/A]'
            echo '1, NVIDIA Odd, [N/A], [N/A], [N/A], [N/A], 8188, [N/A]'
            """);
    PowerMeter meter = meter(THREADS, nvidia, null);
    try (PowerMeter.Watch watch = meter.watch()) {
      while (watch.latest().size() < 3) {
        Thread.onSpinWait();
      }
      assertThat(watch.latest())
          .contains(
              new Sight("CPU package-0", null, null, null, null, null),
              new Sight(
                  "GPU 0 NVIDIA GeForce RTX 4070 Laptop GPU",
                  12.5,
                  3.0,
                  44.0,
                  1024L << 20,
                  8188L << 20),
              new Sight("GPU 1 NVIDIA Odd", null, null, null, null, 8188L << 20));
      assertThat(watch.silence()).isEmpty();
    }
    Path broken = program("broken-smi", "echo 'NVIDIA-SMI has failed'; exit 9");
    try (PowerMeter.Watch watch = meter(THREADS, broken, null).watch()) {
      while (watch.silence().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(watch.silence()).contains("NVIDIA-SMI has failed");
      assertThat(watch.latest()).noneMatch(sight -> sight.device().startsWith("GPU"));
    }
  }

  @Test
  void nothingThatTellsIsNotMeasured() throws Exception {
    PowerMeter nothing =
        new PowerMeter(new Places(folder.resolve("gone"), null, null), clock, THREADS);
    assertThat(nothing.look()).isEmpty();
    Run run = begin(nothing);
    assertThat(run.end(clock.nanos(), clock.nanos() + S)).isEmpty();
    domain("intel-rapl:0", "package-0", 5);
    Run unsent = begin(meter(NO_THREADS, null, null));
    assertThat(unsent.end(0, 0)).as("no delta came").isEmpty();
  }

  @Test
  void saysThatOnlyRootMayRead() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
    domain("intel-rapl:0", "package-0", 5);
    Files.setPosixFilePermissions(
        powercap().resolve("intel-rapl:0/energy_uj"), PosixFilePermissions.fromString("---------"));
    Report report = meter(NO_THREADS, null, null).look().getFirst();
    assertThat(report.tells()).isFalse();
    assertThat(report.words()).isEqualTo("RAPL is there but only root may read it");
    assertThat(report.advice()).contains("chmod a+r");
  }

  @Test
  void aCounterOfGarbageIsSaidAndNotMeasured() throws Exception {
    domain("intel-rapl:0", "package-0", 5);
    Files.writeString(powercap().resolve("intel-rapl:0/energy_uj"), "many\n");
    PowerMeter meter = meter(NO_THREADS, null, null);
    assertThat(meter.look().getFirst().words()).startsWith("RAPL is there but cannot be read");
    Run run = begin(meter);
    assertThat(run.end(clock.nanos(), clock.nanos() + S)).isEmpty();
  }

  @Test
  void addsUpSeveralCardsAndSaysWhichTellNothing() throws Exception {
    Path smi =
        program(
            "nvidia-smi",
            """
            case "$1" in *total_energy*) echo 'Field "total_energy_consumption" is not a valid field to query.'; exit 2;; esac
            echo 'Warning: something for people, not a card'
            echo '0, NVIDIA L4, 60.00, 93, 51, 2048, 23034'
            echo '1, NVIDIA L4, 40.00, [N/A], [N/A], 1, 23034'
            echo '2, Quadro K620, [N/A], [Not Supported], 44, 12, 1999'
            """);
    PowerMeter meter = meter(THREADS, smi, null);
    Report report = meter.look().getFirst();
    assertThat(report.tells()).isTrue();
    assertThat(report.words())
        .isEqualTo(
            "GPU 0 NVIDIA L4: 60.0 W, 93 % busy, 51 \u00b0C, 2.0 of 22.5 GiB; GPU 1 NVIDIA L4: 40.0 W,"
                + " 0.0 of 22.5 GiB; GPU 2 Quadro K620: tells no power, 44 \u00b0C, 0.0 of 2.0 GiB");
    Energy energy = oneSecond(meter).orElseThrow();
    assertThat(energy.joules()).isEqualByComparingTo("100");
    assertThat(energy.source())
        .isEqualTo(
            "GPU 0 NVIDIA L4 (power, integrated) + GPU 1 NVIDIA L4 (power, integrated);"
                + " not in it: the processor (no RAPL here), GPU 2 Quadro K620 tells no power");
  }

  @Test
  void prefersTheCounterOfACardWhereThereIsOne() throws Exception {
    Path counter = Files.writeString(folder.resolve("counter"), "1000000");
    Path smi =
        program(
            "nvidia-smi",
            "echo \"0, NVIDIA H100, 60.00, 93, 51, 2048, 81559, $(cat '%s')\"\n"
                .formatted(counter));
    Sampler sampler = new Sampler(sources(smi, null, clock).getFirst(), clock, THREADS);
    sampler.begin();
    long from = clock.nanos();
    sampler.catchUp(from);
    // Before time passes: a reading of then must not find the counter of before.
    Path fresh = Files.writeString(folder.resolve("fresh"), "1075000");
    Files.move(fresh, counter, StandardCopyOption.ATOMIC_MOVE);
    clock.rest(S);
    sampler.catchUp(clock.nanos());
    Sampler.Drawn drawn = sampler.between(from, clock.nanos());
    sampler.end(clock.nanos());
    assertThat(drawn).isNotNull();
    assertThat(drawn.microjoules()).as("75 joules, not 60 watts").isEqualTo(75_000_000);
    assertThat(drawn.counted()).containsExactly("GPU 0 NVIDIA H100");
  }

  /** As nvidia-smi of driver 580.159.04 answered on an H200. */
  @Test
  void takesThePowerOfNowAndNotTheMeanOfTheLastSecond() throws Exception {
    Path smi =
        program(
            "nvidia-smi",
            """
            case "$1" in *total_energy*) echo 'Field "total_energy_consumption" is not a valid field to query.'; echo; exit 2;; esac
            case "$1" in *,power.draw.instant) echo '0, NVIDIA H200, 81.37, 0, 39, 0, 143771, 431.47';; *) exit 1;; esac
            """);
    PowerMeter meter = meter(THREADS, smi, null);
    assertThat(meter.look().getFirst().words())
        .isEqualTo("GPU 0 NVIDIA H200: 431.5 W, 0 % busy, 39 \u00b0C, 0.0 of 140.4 GiB");
    assertThat(oneSecond(meter).orElseThrow().joules()).isEqualByComparingTo("431.47");
  }

  @Test
  void takesThePlainPowerOfAVersionThatKnowsNoOther() throws Exception {
    Path smi =
        program(
            "nvidia-smi",
            """
            for field in total_energy_consumption power.draw.instant; do
              case "$1" in *$field*) echo "Field \\"$field\\" is not a valid field to query."; exit 2;; esac
            done
            echo '0, NVIDIA L4, 60.00, 93, 51, 2048, 23034'
            """);
    PowerMeter meter = meter(THREADS, smi, null);
    assertThat(oneSecond(meter).orElseThrow().joules()).isEqualByComparingTo("60");
  }

  @Test
  void saysWhyNvidiaSmiFails() throws Exception {
    Path smi =
        program(
            "nvidia-smi",
            "echo \"NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\"\nexit 9\n");
    domain("intel-rapl:0", "package-0", 0);
    PowerMeter meter = meter(THREADS, smi, null);
    Report report = meter.look().getLast();
    assertThat(report.tells()).isFalse();
    assertThat(report.words())
        .startsWith("nvidia-smi failed with exit code 9: NVIDIA-SMI has failed");
    assertThat(report.advice()).contains("driver");
    Run run = begin(meter);
    long from = clock.nanos();
    clock.rest(S);
    energy("intel-rapl:0", 5_000_000);
    Energy energy = run.end(from, clock.nanos()).orElseThrow();
    assertThat(energy.source()).startsWith("CPU package-0 (counter); not in it: nvidia-smi failed");
  }

  @Test
  void garbageIsNoCard() throws Exception {
    Path smi =
        program("nvidia-smi", "head -c 3000 /dev/urandom\necho\necho 'x, y, z, 1, 2, 3, 4'\n");
    Report report = meter(THREADS, smi, null).look().getFirst();
    assertThat(report.tells()).isFalse();
    assertThat(report.words()).startsWith("nvidia-smi tells of no card");
  }

  @Test
  void aProgramThatHangsIsEndedWithAllItStarted() throws Exception {
    Path smi = program("nvidia-smi", "sleep 600 &\nsleep 600\n");
    Report report =
        new PowerMeter(sources(smi, null, NanoClock.system()), NanoClock.system(), THREADS)
            .look()
            .getFirst();
    assertThat(report.tells()).isFalse();
    assertThat(report.words()).contains("did not answer within 2 s and was ended");
    awaitUntil(() -> ProcessHandle.current().descendants().noneMatch(PowerMeterTest::sleeps));
  }

  @Test
  void aProgramThatPrintsWithoutEndIsEnded() throws Exception {
    Path smi = program("nvidia-smi", "exec yes 'no end'\n");
    assertThat(meter(THREADS, smi, null).look().getFirst().words()).contains("prints without end");
  }

  @Test
  void aProgramThatCannotBeStartedIsSaid() throws Exception {
    Path smi = program("nvidia-smi", "");
    Files.writeString(smi, "\u0000\u0001\u0002");
    Report report = meter(THREADS, smi, null).look().getFirst();
    assertThat(report.tells()).isFalse();
    assertThat(report.words()).startsWith("nvidia-smi ");
  }

  @Test
  void aCardThatStopsTellingIsNotMeasured() throws Exception {
    Path smi =
        program(
            "nvidia-smi",
            """
            [ -f "$0.broken" ] && exit 15
            echo '0, NVIDIA L4, 60.00, 93, 51, 2048, 23034, [N/A]'
            """);
    PowerMeter meter = meter(THREADS, smi, null);
    assertThat(oneSecond(meter)).isPresent();
    Files.createFile(Path.of(smi + ".broken"));
    // A reading that is still under way tells of then, and not of the next second.
    clock.rest(10 * S);
    assertThat(oneSecond(meter)).isEmpty();
  }

  @Test
  void readsRocmSmiWithItsWarnings() throws Exception {
    Path smi =
        program(
            "rocm-smi",
            """
            echo 'WARNING: AMD GPU device(s) is/are in a low-power state.'
            cat <<'END'
            {"card0": {"Card Series": "Radeon RX 7900 XTX", "Average Graphics Package Power (W)": "35.0", "GPU use (%)": "7", "Temperature (Sensor edge) (C)": "44.0", "VRAM Total Memory (B)": "25753026560", "VRAM Total Used Memory (B)": "27000000", "Accumulated Energy (uJ)": "0.0"},
             "card1": {"Card Series": "Instinct", "Current Socket Graphics Package Power (W)": "N/A", "Accumulated Energy (uJ)": "99.0"},
             "system": {"Driver version": "6.2.4"}}
            END
            """);
    PowerMeter meter = meter(THREADS, null, smi);
    assertThat(meter.look().getFirst().words())
        .startsWith("GPU 0 Radeon RX 7900 XTX: 35.0 W, 7 % busy, 44 \u00b0C, 0.0 of 24.0 GiB");
    Energy energy = oneSecond(meter).orElseThrow();
    assertThat(energy.joules()).isEqualByComparingTo("35");
    assertThat(energy.source())
        .isEqualTo(
            "GPU 0 Radeon RX 7900 XTX (power, integrated); not in it: the processor (no RAPL"
                + " here), GPU 1 Instinct tells no power");
  }

  @Test
  void rocmSmiThatPrintsNoDocumentIsSaid() throws Exception {
    Path smi = program("rocm-smi", "echo '{\"card0\": '\n");
    assertThat(meter(THREADS, null, smi).look().getFirst().words()).contains("no JSON");
    Path deep = program("rocm-smi", "printf '{\"a\":%.0s' $(seq 5000)\n");
    assertThat(meter(THREADS, null, deep).look().getFirst().words()).contains("no JSON");
  }

  /** By a clock that stands still while programs run, so that a slow machine changes nothing. */
  private Optional<Energy> oneSecond(PowerMeter meter) {
    Run run = begin(meter);
    long from = clock.nanos();
    clock.rest(S);
    return run.end(from, clock.nanos());
  }

  private static Run begin(PowerMeter meter) {
    Run run = meter.begin();
    run.mark();
    return run;
  }

  private PowerMeter meter(ThreadFactory threads, @Nullable Path nvidia, @Nullable Path rocm) {
    return new PowerMeter(sources(nvidia, rocm, clock), clock, threads);
  }

  private List<PowerSource> sources(@Nullable Path nvidia, @Nullable Path rocm, NanoClock by) {
    return PowerMeter.sources(new Places(powercap(), nvidia, rocm), by, Duration.ofSeconds(2));
  }

  private Path powercap() {
    return folder.resolve("powercap");
  }

  private void domain(String name, String called, long microjoules) throws IOException {
    Path domain = Files.createDirectories(powercap().resolve(name));
    Files.writeString(domain.resolve("name"), called + "\n");
    Files.writeString(domain.resolve("max_energy_range_uj"), "262143328850\n");
    energy(name, microjoules);
  }

  /** At once, as the kernel does: a thread may be reading it. */
  private void energy(String name, long microjoules) throws IOException {
    Path fresh = Files.writeString(folder.resolve("energy"), microjoules + "\n");
    Path counter = powercap().resolve(name).resolve("energy_uj");
    Files.move(fresh, counter, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n%s".formatted(script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private static boolean sleeps(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("sleep 600");
  }

  private static void awaitUntil(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      Thread.sleep(20);
    }
  }
}
