package app.diptych.batch;

import app.diptych.batch.RemoteJob.Step;
import app.diptych.completion.Failure;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.Spending;
import app.diptych.gateway.BatchApi.Got;
import app.diptych.gateway.BatchApi.Refused;
import app.diptych.gateway.RemoteBatch;
import app.diptych.session.WorkspaceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings a batch to its gateways: each step is on the disk before the gateway hears of it, and what
 * may be there already is looked for before it is sent.
 */
final class RemoteSending {
  /** Two and a half minutes in the usual rhythm. */
  private static final int LOOKS = 8;

  private final BatchRunner.Job job;
  private final RemoteContact contact;
  private final RemotePlan plan;
  private final BudgetGate spending;

  RemoteSending(BatchRunner.Job job, RemoteContact contact, RemotePlan plan, BudgetGate spending) {
    this.job = job;
    this.contact = contact;
    this.plan = plan;
    this.spending = spending;
  }

  /** Learns of every batch whose name never came back to an earlier run. */
  void recall() throws DatasetException, InterruptedException {
    for (RemoteJob one : contact.jobs().open()) {
      if (one.step() == Step.CREATING) {
        find(one, Step.UPLOADED);
      }
    }
  }

  /** Keeps what is to be asked as jobs, if the budgets allow all that was not sent yet. */
  void plan() throws DatasetException, WorkspaceException, InterruptedException {
    List<RemoteJob> fresh = plan.missing(contact.jobs(), RemotePlan.Limits.USUAL);
    if (spending.isAsked()) {
      // What may run was allowed when it was sent: it counts, whatever the budgets are now.
      List<RemoteJob> unsent = new ArrayList<>(fresh);
      List<Spending> sent = new ArrayList<>();
      for (RemoteJob one : contact.jobs().open()) {
        if (one.isUnsent()) {
          unsent.add(one);
        } else {
          sent.add(spending(one));
        }
      }
      spending.hold(sent);
      Optional<BudgetGate.Refused> refused =
          spending.reserve(unsent.stream().map(this::spending).toList());
      if (refused.isPresent()) {
        contact.giveUp(refused.get().message() + " " + refused.get().hint());
        return;
      }
    }
    for (RemoteJob one : fresh) {
      contact.jobs().put(one);
    }
  }

  private Spending spending(RemoteJob one) {
    BatchSide who = job.sides().get(one.side());
    return new Spending(
        RemoteContact.who(one),
        contact.api(one).gateway(),
        who == null ? "" : who.model(),
        job.tags(),
        one.most());
  }

  /** Brings every job to its gateway. */
  void send() throws DatasetException, InterruptedException {
    for (RemoteJob one : contact.jobs().open()) {
      RemoteJob now = maySend() && one.step() == Step.PLANNED ? upload(one) : one;
      if (maySend() && now.step() == Step.UPLOADED) {
        now = create(now);
        if (now.step() == Step.CREATING) {
          // Whoever made it may still be at it, so this run makes it no second time.
          find(now, Step.CREATING);
        }
      }
    }
  }

  private boolean maySend() {
    return !contact.isStopped() && contact.why().isEmpty();
  }

  private RemoteJob upload(RemoteJob one) throws DatasetException, InterruptedException {
    Path file = contact.temporary("requests");
    try {
      long count = plan.write(List.of(one), file);
      contact.tell(one, String.format(Locale.ROOT, "sending %,d requests", count));
      return switch (contact.patiently(() -> contact.api(one).upload(file))) {
        case Got<String>(String name) -> contact.put(one.at(Step.UPLOADED, name, ""));
        case Refused<String>(Failure failure, var _) -> {
          contact.giveUp(failure.sentences());
          yield one;
        }
      };
    } finally {
      RemoteContact.delete(file);
    }
  }

  private RemoteJob create(RemoteJob one) throws DatasetException, InterruptedException {
    RemoteJob making = contact.put(one.at(Step.CREATING, one.file(), ""));
    return switch (contact.api(one).create(one.file(), one.name())) {
      case Got<RemoteBatch>(RemoteBatch made) -> contact.running(making, made);
      case Refused<RemoteBatch>(Failure failure, var _) -> {
        if (isNo(failure)) {
          contact.giveUp(failure.sentences());
          // The file may be gone by the next run, so that one sends it anew.
          yield contact.put(one.at(Step.PLANNED, "", ""));
        }
        contact.pause(contact.rhythm().first());
        yield making;
      }
    };
  }

  /** Whether the gateway surely made nothing. */
  private static boolean isNo(Failure failure) {
    return switch (failure) {
      case Failure.Unauthorized _,
          Failure.ModelNotFound _,
          Failure.InvalidRequest _,
          Failure.ContextExceeded _,
          Failure.RateLimited _,
          Failure.OverBudget _ ->
          true;
      case Failure.Overloaded _,
          Failure.TimedOut _,
          Failure.ConnectionLost _,
          Failure.BrokenStream _,
          Failure.BreakerOpen _,
          Failure.EngineFault _,
          Failure.Interrupted _,
          Failure.Cancelled _,
          Failure.ProviderError _ ->
          false;
    };
  }

  /**
   * Looks for a batch whose name never came back, several times: lists lag, and who made it may
   * still be at it.
   *
   * @param otherwise where the job is when the gateway surely lists none
   */
  private RemoteJob find(RemoteJob one, Step otherwise)
      throws DatasetException, InterruptedException {
    Duration wait = contact.rhythm().first();
    for (int looks = 1; !contact.isStopped(); looks++) {
      switch (contact.patiently(() -> contact.api(one).find(one.name(), one.file()))) {
        case Got<Optional<RemoteBatch>>(Optional<RemoteBatch> found) -> {
          if (found.isPresent()) {
            return contact.running(one, found.get());
          }
        }
        case Refused<Optional<RemoteBatch>>(Failure failure, var _) -> {
          contact.giveUp(
              contact.api(one).gateway()
                  + " may have the batch already and does not tell, so it was not sent again: "
                  + failure.sentences());
          return one;
        }
      }
      if (looks == LOOKS) {
        return absent(one, otherwise);
      }
      contact.pause(wait);
      wait = contact.rhythm().after(wait);
    }
    return one;
  }

  private RemoteJob absent(RemoteJob one, Step otherwise)
      throws DatasetException, InterruptedException {
    if (otherwise == Step.CREATING) {
      contact.giveUp(
          contact.api(one).gateway()
              + " did not say whether it took the batch and does not list it, so it was not sent"
              + " again: wait a while, then go on with --resume, which looks once more first.");
    }
    return contact.put(one.at(otherwise, one.file(), ""));
  }

  /** Ends what runs, and leaves unsent what is: its rows wait. */
  void cancel() throws DatasetException, InterruptedException {
    for (RemoteJob one : contact.jobs().open()) {
      if (one.isUnsent()) {
        contact.put(one.at(Step.REFUSED, one.file(), ""));
      } else if (one.step() == Step.RUNNING
          && contact.patiently(() -> contact.api(one).cancel(one.remote()))
              instanceof Refused<RemoteBatch>(Failure failure, boolean gone)
          && !gone) {
        contact.tell(one, "was not cancelled: " + failure.sentences());
      }
    }
  }
}
