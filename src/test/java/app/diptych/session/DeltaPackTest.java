package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.diptych.trial.Recording;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaPackTest {
  @Test
  void givesBackAnyRecording() {
    for (int seed = 0; seed < 500; seed++) {
      Recording recording = random(new Random(seed));
      assertThat(DeltaPack.unpack(DeltaPack.pack(recording))).isEqualTo(recording);
    }
  }

  @Test
  void takesFewBytesForADelta() {
    Recording recording = random(new Random(1));
    assertThat(DeltaPack.pack(recording).length).isLessThan(recording.size() * 12 + 1);
  }

  @Test
  void refusesBytesThatEndInTheMiddleAndNeverRunsOn() {
    byte[] pack = DeltaPack.pack(random(new Random(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeltaPack.unpack(new byte[] {(byte) 0x80}));
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] broken = Arrays.copyOf(pack, random.nextInt(pack.length));
      if (broken.length > 0) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        DeltaPack.unpack(broken);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  private static Recording random(Random random) {
    int size = random.nextInt(200);
    long[] offsets = new long[size];
    int[] lengths = new int[size];
    boolean[] reasoning = new boolean[size];
    long at = random.nextInt(10) == 0 ? -1_000 : 0;
    for (int i = 0; i < size; i++) {
      at += random.nextInt(10) == 0 ? random.nextLong(1L << 40) : random.nextInt(30_000_000);
      offsets[i] = at;
      lengths[i] = 1 + random.nextInt(random.nextInt(20) == 0 ? 1_000_000 : 8);
      reasoning[i] = random.nextInt(5) == 0;
    }
    return Recording.of(offsets, lengths, reasoning);
  }
}
