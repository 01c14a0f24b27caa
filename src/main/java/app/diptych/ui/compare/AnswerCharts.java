package app.diptych.ui.compare;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Price;
import app.diptych.session.Workspace;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TokenEstimate;
import app.diptych.ui.charts.ChartsModel;
import app.diptych.ui.charts.Spend;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what the sides show to the charts: answers on their way, saved ones, and the moment of a
 * replay. JavaFX thread only.
 */
public final class AnswerCharts {
  private final List<SideModel> sides;
  private final SessionModel session;
  private final Background background;
  private final ChartsModel model;
  private final Supplier<ExchangeRates> rates;
  private int trials;

  /**
   * @param rates between currencies, as they are when it is asked; may block
   */
  AnswerCharts(
      SideModel a,
      SideModel b,
      AnswerReplay replay,
      SessionModel session,
      Background background,
      Supplier<ExchangeRates> rates) {
    this.sides = List.of(a, b);
    this.session = session;
    this.background = background;
    this.rates = rates;
    this.model = new ChartsModel((side, characters) -> side(side).reveal(characters));
    for (SideModel side : sides) {
      side.endedProperty().addListener((_, _, answer) -> turned(side, answer));
    }
    replay.model().positionProperty().addListener((_, _, nanos) -> follow(replay, nanos));
    replay.shownProperty().addListener((_, _, _) -> model.point(null));
  }

  private void follow(AnswerReplay replay, Number nanos) {
    if (replay.shownProperty().get()) {
      model.point(nanos.longValue());
    }
  }

  /** A trial has begun. */
  void begin(RunningTrial trial, Map<Side, SideSetup> setups) {
    int begun = ++trials;
    lookAtRates();
    setups.forEach((side, setup) -> {
      model.follow(side, trial.transcript(side));
      Price price = setup.price();
      if (price != null && !setup.local()) {
        background.run(
            () -> TokenEstimate.of(setup.request().messages()),
            tokens -> {
              if (begun == trials) {
                Spend.of(price, tokens).ifPresent(spend -> model.price(side, spend));
              }
            },
            _ -> {});
      }
    });
  }

  /** Looks at which rates two currencies are drawn on one axis now. */
  public void lookAtRates() {
    background.run(rates::get, model::convertAt, _ -> {});
  }

  private void turned(SideModel side, @Nullable Answer answer) {
    if (answer == null) {
      model.clear(side.side());
      return;
    }
    Recording came = side.recording().orElse(null);
    if (came != null) {
      model.end(side.side(), answer);
      return;
    }
    TrialEntry trial = session.currentProperty().get();
    Optional<Workspace> workspace = session.workspace();
    if (trial == null || workspace.isEmpty()) {
      return;
    }
    background.run(
        () -> workspace.get().sessions().recording(trial.id(), side.side()),
        found -> {
          if (side.isShown(answer)) {
            found
                .filter(recording -> recording.fits(answer.text(), answer.reasoning()))
                .ifPresent(recording -> model.show(side.side(), answer, recording));
          }
        },
        _ -> {});
  }

  private SideModel side(Side side) {
    return side == Side.A ? sides.getFirst() : sides.getLast();
  }

  public ChartsModel model() {
    return model;
  }
}
