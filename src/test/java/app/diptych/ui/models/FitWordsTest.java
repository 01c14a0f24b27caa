package app.diptych.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Fit.Place;
import app.diptych.local.fit.Footprint;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.Room;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One sentence, in two rooms: they must not come apart. */
class FitWordsTest {
  private static final long GIB = 1L << 30;
  private static final Footprint FOOTPRINT = new Footprint(4 * GIB, GIB, GIB / 2);

  @ParameterizedTest
  @EnumSource(Place.class)
  void saysInEnglishWhatTheCommandLineSays(Place place) {
    Room card =
        new Room(8 * GIB, 16 * GIB, List.of(new Room.Gpu("GeForce", 6 * GIB, 8 * GIB, false)));
    Fit fit = fit(place, card);
    assertThat(FitWords.of(fit)).isEqualTo(fit.sentence());
  }

  @Test
  void namesNoGraphicsCardWhereThereIsNone() {
    Fit fit = fit(Place.CPU, new Room(8 * GIB, 16 * GIB, List.of()));
    assertThat(FitWords.of(fit)).isEqualTo(fit.sentence());
  }

  private static Fit fit(Place place, Room room) {
    return new Fit(place, 3, 12, FOOTPRINT, room, Load.usual(4_096), List.of());
  }
}
