package app.diptych.cli;

import app.diptych.cost.Budget;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.Budgets;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Tariff;
import app.diptych.exchange.Redaction;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.local.EngineSettings;
import app.diptych.local.download.Downloads;
import app.diptych.local.fit.FitDesk;
import app.diptych.local.shelf.ModelShelf;
import app.diptych.session.Workspace;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the commands work with, wired elsewhere. Closing it unloads every model. */
public interface Rooms extends AutoCloseable {
  ModelCatalog models();

  TrialRunner trials();

  /** The gateways of the user. */
  GatewayBook gateways();

  /**
   * Where sessions are saved; empty when nothing was saved yet.
   *
   * @throws NotStarted when it cannot be opened, with a sentence a user can act on
   */
  Optional<Workspace> workspace();

  /**
   * The workspace, made when there is none yet.
   *
   * @throws NotStarted when nothing can be saved in it, with why
   */
  Workspace workspaceToSave();

  /**
   * Lets a policy decide, in this run, when another model may answer.
   *
   * @throws NotStarted when it cannot be used here, with why
   */
  void usePolicy(FallbackPolicy policy, Path file);

  /**
   * Runs local models otherwise than set, in this run.
   *
   * @throws IllegalArgumentException when the change makes no sense, with a sentence
   */
  void useEngine(UnaryOperator<EngineSettings> change);

  /** Which engine each local model of this run got and why, in sentences. */
  List<String> engineChoices();

  /** The model files on this machine. */
  ModelShelf shelf();

  /** Tells which models fit on this machine. */
  FitDesk fits();

  /** Brings more of them. */
  Downloads downloads();

  /** What models cost, as far as anybody said. */
  PriceBook prices();

  /**
   * Takes prices into the book.
   *
   * @throws NotStarted when they cannot be kept
   */
  void takePrices(List<Price> prices);

  /** What the user's electricity and hardware cost; empty when nobody said. */
  Optional<Tariff> tariff();

  /**
   * Keeps that.
   *
   * @param tariff null for none any more
   * @throws NotStarted when it cannot be kept, with why
   */
  void keepTariff(@Nullable Tariff tariff);

  /** The record of changed routes, its last lines at most, oldest first. */
  List<String> audit();

  /** The budgets of the user. */
  Budgets budgets();

  /**
   * Changes the budgets as they are now.
   *
   * @return the budgets as they are then
   * @throws NotStarted when the change cannot be kept
   * @throws IllegalArgumentException when it makes no sense, with a sentence
   */
  Budgets changeBudgets(UnaryOperator<Budgets> change);

  /**
   * Why a budget may count nothing, in sentences: nobody knows such a gateway or tag. Empty when it
   * is known.
   */
  String doubt(Budget budget);

  /** How the budgets stand. */
  BudgetGate spending();

  /**
   * Fetches a file of prices from the web into a folder of its own.
   *
   * @throws NotStarted when it cannot be had, with why
   */
  Path fetchPrices(String address);

  /** Takes the keys of this run and what looks like one out of what is exported. */
  Redaction redaction();

  /** Looks at this machine: what is there, and how to get what is not. */
  List<Finding> examine();

  /**
   * Puts the newest backup of the workspace back.
   *
   * @return what was done, in sentences for the user
   * @throws NotStarted when it could not be done, with why; everything is then as it was
   */
  String restoreBackup();

  /**
   * Opens a gateway on this machine for rehearsals.
   *
   * @param port 0 for any that is free
   * @param log takes one line for each request
   * @throws NotStarted when the port is taken
   */
  RehearsalGateway rehearse(int port, RehearsalPlan plan, Consumer<String> log);

  /**
   * The Batch API of the gateway that a model is at.
   *
   * @throws NotStarted when it is at none, or the gateway cannot be used, with why
   */
  BatchApi batchApi(String model);

  /** A folder for files on their way, which only this user may read. */
  Path temporary();

  /** Runs that task when the user interrupts the program, before it ends. */
  void onInterrupt(Runnable task);

  @Override
  void close();

  /**
   * One line of an examination.
   *
   * @param subject what was looked for, for example {@code Java}
   * @param found what is there, for people
   * @param advice how to get what is missing or better, empty when nothing is to be done
   */
  record Finding(String subject, Level level, String found, String advice) {}

  /** How a finding bears on the main job. */
  enum Level {
    /** There and, as far as that was tried, working. */
    OK,
    /** Not there, and the main job does without. */
    OPTIONAL,
    /** Not there, and something that was asked for does not work without. */
    MISSING,
    /** There, tried, and not working. */
    FAILED
  }
}
