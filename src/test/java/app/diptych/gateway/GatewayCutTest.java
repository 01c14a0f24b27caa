package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.Failure;
import app.diptych.completion.RecordedEvents;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that break, stall and trickle: no wrong success, no lost text, no hang. */
class GatewayCutTest {
  private static final String BODY =
      Wire.event("{'model':'m','choices':[{'delta':{'content':'Hé'}}]}")
          + Wire.event("{'choices':[{'delta':{},'finish_reason':'stop'}]}")
          + Wire.event("{'choices':[],'usage':{'prompt_tokens':1,'completion_tokens':1}}")
          + Wire.DONE;
  private static final String DOCUMENT =
      Wire.json("{'model':'m','choices':[{'message':{'content':'Hé'},'finish_reason':'stop'}]}");

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer((_, _) -> {});
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void neverFinishesWithoutAFinishReasonWhereverTheBytesEnd() throws Exception {
    byte[] whole = (RawServer.HEAD + BODY).getBytes(UTF_8);
    int reason = indexAfter(whole, "'finish_reason':'stop'}]}\n\n");
    for (int length = 0; length <= whole.length; length++) {
      RecordedEvents answer = answerCutAt(whole, length);
      if (length < reason) {
        assertThat(answer.failure())
            .as("cut at %d", length)
            .isInstanceOf(Failure.ConnectionLost.class);
      } else {
        assertThat(answer.last()).as("cut at %d", length).isInstanceOf(Finished.class);
        assertThat(answer.text()).isEqualTo("Hé");
      }
    }
  }

  @Test
  void neverFinishesWithoutAFinishReasonWhereverAChunkedBodyIsCut() throws Exception {
    StringBuilder chunked =
        new StringBuilder(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (String event : BODY.split("(?<=\n\n)", -1)) {
      chunked.append(Integer.toHexString(event.getBytes(UTF_8).length));
      chunked.append("\r\n").append(event).append("\r\n");
    }
    byte[] whole = chunked.toString().getBytes(UTF_8);
    int reason = indexAfter(whole, "'finish_reason':'stop'}]}\n\n");
    for (int length = 0; length <= whole.length; length++) {
      RecordedEvents answer = answerCutAt(whole, length);
      if (length < reason) {
        assertThat(answer.failure())
            .as("cut at %d", length)
            .isInstanceOf(Failure.ConnectionLost.class);
      } else {
        assertThat(answer.last()).as("cut at %d", length).isInstanceOf(Finished.class);
      }
    }
  }

  @Test
  void neverFinishesADocumentThatIsCut() throws Exception {
    byte[] whole =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                + DOCUMENT)
            .getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(answerCutAt(whole, length).failure())
          .as("cut at %d", length)
          .isInstanceOf(Failure.ConnectionLost.class);
    }
    assertThat(answerCutAt(whole, whole.length).text()).isEqualTo("Hé");
  }

  @Test
  void keepsPartialTextWhenConnectionIsLost() throws Exception {
    server.answerWith(
        (_, out) -> RawServer.write(out, RawServer.HEAD + Wire.delta("Hello") + Wire.delta(" wo")));

    RecordedEvents answer = Gateways.ask(server.url());

    assertThat(answer.text()).isEqualTo("Hello wo");
    assertThat(answer.failure().message()).contains("cut before the answer was complete");
    assertThat(answer.failure().retryable()).isTrue();
  }

  @Test
  void saysThatNothingWasAnsweredInTime() throws Exception {
    server.answerWith((_, _) -> server.stall());

    RecordedEvents answer = Gateways.ask(impatient(5_000, 200, 20_000, 20_000));

    assertThat(answer.failure())
        .isInstanceOf(Failure.TimedOut.class)
        .extracting(Failure::message)
        .isEqualTo("gate did not begin to answer within 200 ms.");
  }

  @Test
  void saysThatTheAnswerFellSilent() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + Wire.delta("Hello"));
      server.stall();
    });

    RecordedEvents answer = Gateways.ask(impatient(5_000, 20_000, 200, 20_000));

    assertThat(answer.text()).isEqualTo("Hello");
    assertThat(answer.failure())
        .isInstanceOf(Failure.TimedOut.class)
        .extracting(Failure::message)
        .isEqualTo("gate fell silent for 200 ms while answering.");
  }

  @Test
  void waitsForTheFirstByteLessThanForTheNext() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + ": thinking\n\n");
      server.pause(3_200);
      RawServer.write(out, Wire.answer("late"));
    });

    assertThat(Gateways.ask(impatient(5_000, 3_000, 20_000, 20_000)).text()).isEqualTo("late");
  }

  @Test
  void takesCommentsAsSignsOfLife() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD);
      for (int comment = 0; comment < 8; comment++) {
        RawServer.write(out, ": still here\n\n");
        server.pause(400);
      }
      RawServer.write(out, Wire.answer("Hello"));
    });

    RecordedEvents answer = Gateways.ask(impatient(5_000, 20_000, 3_000, 20_000));

    assertThat(answer.finishReason().wire()).isEqualTo("stop");
    assertThat(answer.text()).isEqualTo("Hello");
  }

  @Test
  void endsAnAnswerThatTricklesForEver() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD);
      while (true) {
        RawServer.write(out, Wire.delta("x"));
        server.pause(10);
      }
    });

    RecordedEvents answer = Gateways.ask(impatient(5_000, 20_000, 20_000, 3_500));

    assertThat(answer.text()).startsWith("x");
    assertThat(answer.failure())
        .isInstanceOf(Failure.TimedOut.class)
        .extracting(Failure::message)
        .isEqualTo("The answer was not complete after 3500 ms.");
  }

  @Test
  void finishesWhenTheGatewayForgetsToHangUp() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + Wire.delta("Hello") + Wire.finish("stop"));
      server.stall();
    });

    RecordedEvents answer = Gateways.ask(impatient(5_000, 20_000, 300, 20_000));

    assertThat(answer.finishReason().wire()).isEqualTo("stop");
  }

  @Test
  void doesNotWaitForCommentsThatGoOnAfterTheEnd() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + Wire.delta("Hello") + Wire.finish("stop"));
      while (true) {
        RawServer.write(out, ": still here\n\n");
        server.pause(50);
      }
    });

    assertThat(Gateways.ask(server.url()).finishReason().wire()).isEqualTo("stop");
  }

  @Test
  void finishesAtTheEndMarkWithoutWaitingForTheGatewayToHangUp() throws Exception {
    server.answerWith((_, out) -> {
      RawServer.write(out, RawServer.HEAD + Wire.answer("Hello"));
      server.stall();
    });

    RecordedEvents answer = Gateways.ask(impatient(5_000, 60_000, 60_000, 60_000));

    assertThat(answer.finishReason().wire()).isEqualTo("stop");
  }

  @Test
  void hangsUpOnTheGatewayWhenItIsStopped() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answerWith((_, out) -> {
      try {
        RawServer.write(out, RawServer.HEAD);
        while (true) {
          RawServer.write(out, Wire.delta("x"));
          server.pause(2);
        }
      } catch (IOException gone) {
        hungUp.countDown();
      }
    });
    RecordedEvents answer = new RecordedEvents();
    var call = Gateways.provider(server.url()).start(Gateways.REQUEST, answer);
    answer.awaitFirstDelta();

    call.cancel();

    assertThat(hungUp.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
  }

  @Test
  void canBeStoppedWhileNothingComes() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.answerWith((_, _) -> {
      asked.countDown();
      server.stall();
    });
    RecordedEvents answer = new RecordedEvents();
    var call = Gateways.provider(server.url()).start(Gateways.REQUEST, answer);
    assertThat(asked.await(RecordedEvents.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    call.cancel();
    call.await();

    assertThat(answer.events())
        .allMatch(event -> event.isLast() || event instanceof PhasesMeasured);
    assertThat(answer.failure()).isEqualTo(new Failure.Cancelled());
  }

  private GatewayProvider impatient(long connect, long firstByte, long silence, long whole) {
    return Gateways.provider(
        server.url(), Gateways.HTTP.with(Gateways.timeouts(connect, firstByte, silence, whole)));
  }

  private RecordedEvents answerCutAt(byte[] whole, int length) throws InterruptedException {
    server.answerWith((_, out) -> out.write(whole, 0, length));
    return Gateways.ask(server.url());
  }

  private static int indexAfter(byte[] whole, String part) {
    String wanted = Wire.json(part);
    // One char per byte, so that the index counts bytes.
    String text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.indexOf(wanted) + wanted.length();
  }
}
