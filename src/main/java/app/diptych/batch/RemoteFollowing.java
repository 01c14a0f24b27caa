package app.diptych.batch;

import app.diptych.batch.RemoteJob.Step;
import app.diptych.completion.Failure;
import app.diptych.cost.BudgetGate;
import app.diptych.gateway.BatchApi.Got;
import app.diptych.gateway.BatchApi.Refused;
import app.diptych.gateway.BatchLines;
import app.diptych.gateway.RemoteBatch;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at what runs at the gateways, ever less often, and takes back what is over. */
final class RemoteFollowing {
  private final BatchRunner.Job job;
  private final RemoteContact contact;
  private final Taking taking;
  private final BudgetGate spending;
  private final boolean cancelling;

  /**
   * @param cancelling whether what the gateways run is given up
   */
  RemoteFollowing(
      BatchRunner.Job job,
      RemoteContact contact,
      Taking taking,
      BudgetGate spending,
      boolean cancelling) {
    this.job = job;
    this.contact = contact;
    this.taking = taking;
    this.spending = spending;
    this.cancelling = cancelling;
  }

  /** Looks at the jobs that run, ever less often, and takes what is over. */
  void follow() throws DatasetException, WorkspaceException, InterruptedException {
    Duration wait = contact.rhythm().first();
    while (!contact.isStopped()) {
      List<RemoteJob> running =
          contact.jobs().open().stream().filter(one -> one.step() == Step.RUNNING).toList();
      boolean unreadable = false;
      for (RemoteJob one : running) {
        unreadable |= !look(one);
      }
      boolean more = contact.jobs().open().stream().anyMatch(one -> one.step() == Step.RUNNING);
      if (!more || unreadable) {
        return;
      }
      contact.pause(wait);
      wait = contact.rhythm().after(wait);
    }
  }

  /** False when looking makes no sense any more. */
  private boolean look(RemoteJob one)
      throws DatasetException, WorkspaceException, InterruptedException {
    return switch (contact.api(one).get(one.remote())) {
      case Got<RemoteBatch>(RemoteBatch now) -> {
        contact.tell(
            one,
            String.format(
                Locale.ROOT,
                "%s, %,d of %,d answered, %,d failed",
                now.state().words(),
                now.completed(),
                now.total(),
                now.failed()));
        yield !now.isOver() || take(one, now);
      }
      case Refused<RemoteBatch>(Failure failure, boolean gone) -> {
        if (gone) {
          yield lookElsewhere(one, failure);
        }
        if (!failure.retryable()) {
          contact.giveUp(failure.sentences());
          yield false;
        }
        contact.tell(one, failure.message());
        yield true;
      }
    };
  }

  /**
   * The gateway says that it has no such batch. Its list has to agree, because a wrong address
   * knows no batch either; who cancels gives it up anyway.
   */
  private boolean lookElsewhere(RemoteJob one, Failure failure)
      throws DatasetException, WorkspaceException, InterruptedException {
    if (!cancelling) {
      switch (contact.patiently(() -> contact.api(one).find(one.name(), one.file()))) {
        case Got<Optional<RemoteBatch>>(Optional<RemoteBatch> found) -> {
          if (found.isPresent()) {
            return !found.get().isOver() || take(one, found.get());
          }
        }
        case Refused<Optional<RemoteBatch>> _ -> {
          contact.giveUp(failure.sentences());
          return false;
        }
      }
    }
    forgotten(one);
    RemoteBatch nothing =
        new RemoteBatch(one.remote(), RemoteBatch.State.COMPLETED, "", "", 0, 0, 0, null);
    return take(one, nothing, RemotePlan.RemoteState.FORGOTTEN);
  }

  private void forgotten(RemoteJob one) {
    contact.tell(
        one,
        "it no longer has the batch or its answers: the rows without one can be asked again with"
            + " --resume --retry-failed");
  }

  /** False when its answers cannot be had now; the next run asks for them again. */
  private boolean take(RemoteJob one, RemoteBatch over)
      throws DatasetException, WorkspaceException, InterruptedException {
    if (over.refusal() != null) {
      contact.giveUp(over.refusal().sentences());
      contact.put(one.at(Step.REFUSED, one.file(), one.remote()));
      spending.release(RemoteContact.who(one));
      return true;
    }
    return take(one, over, without(over));
  }

  private boolean take(RemoteJob one, RemoteBatch over, RemotePlan.RemoteState ended)
      throws DatasetException, WorkspaceException, InterruptedException {
    RemotePlan.RemoteState without = ended;
    List<Path> files = new ArrayList<>();
    try (AnswerFiles answers = new AnswerFiles(job.batch().id())) {
      for (String name : List.of(over.output(), over.errors())) {
        if (!name.isEmpty()) {
          Path file = contact.temporary("answers");
          files.add(file);
          switch (contact.patiently(
              () -> contact.api(one).download(name, file, RemoteRunner.MOST_ANSWERS))) {
            case Got<Boolean>(Boolean whole) ->
                without = whole ? without : RemotePlan.RemoteState.CUT;
            case Refused<Boolean>(Failure failure, boolean gone) -> {
              if (gone) {
                forgotten(one);
                without = RemotePlan.RemoteState.FORGOTTEN;
                continue;
              }
              contact.giveUp(failure.sentences());
              return false;
            }
          }
          answers.add(file);
        }
      }
      keep(one, answers, without);
    } catch (IOException unreadable) {
      throw contact.noRoom(unreadable);
    } finally {
      files.forEach(RemoteContact::delete);
    }
    contact.put(one.at(Step.TAKEN, one.file(), one.remote()));
    spending.release(RemoteContact.who(one));
    return true;
  }

  /** What a row is told that a batch which ended so has no line for. */
  private static RemotePlan.RemoteState without(RemoteBatch over) {
    return switch (over.state()) {
      case EXPIRED -> RemotePlan.RemoteState.EXPIRED;
      case CANCELLED -> RemotePlan.RemoteState.CANCELLED;
      case COMPLETED, FAILED, VALIDATING, IN_PROGRESS, FINALIZING, CANCELLING ->
          RemotePlan.RemoteState.LOST;
    };
  }

  private void keep(RemoteJob one, AnswerFiles answers, RemotePlan.RemoteState without)
      throws DatasetException, WorkspaceException, InterruptedException, IOException {
    BatchLines lines = contact.api(one).lines();
    try (Items items = new Items(job.plan(), job.dataset())) {
      for (Item item = items.next(); item != null; item = items.next()) {
        if (!one.asks(item.number()) || item.problem() != null) {
          continue;
        }
        String model = taking.request(item, one.side()).model();
        BatchLines.Result came = answers.result(item.number(), one.side(), lines, model);
        BatchLines.Result result =
            came == null ? RemotePlan.without(contact.api(one).gateway(), without) : came;
        long number = item.number();
        taking.take(
            item,
            Map.of(one.side(), result),
            false,
            side -> side != one.side() && contact.jobs().awaits(number, side));
      }
    }
    taking.drain(0);
    String oddities = answers.oddities();
    if (!oddities.isEmpty()) {
      contact.tell(one.side() + " " + contact.api(one).gateway() + ": " + oddities);
    }
  }
}
