package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.prompt.Prompt;
import app.diptych.session.SavedSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files of OpenAI's Batch API: requests alone are prompts, with the answers to them they
 * are a session. Answers come in any order and say by their {@code custom_id} what they answer.
 */
final class BatchReader implements JointImporter {
  @Override
  public Format format() {
    return Format.OPENAI_BATCH;
  }

  @Override
  public boolean recognises(Source source) {
    Head row = Head.row(source);
    return row.names("custom_id") && (row.names("body") || isAnswers(source));
  }

  private static boolean isAnswers(Source source) {
    return Head.row(source).names("custom_id", "response");
  }

  private static boolean isRequests(Source source) {
    return Head.row(source).names("custom_id", "body") && !isAnswers(source);
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    List<Source> sources = new ArrayList<>(List.of(source));
    if (isAnswers(source)) {
      List<Source> requests =
          Beside.in(Beside.folder(source), ".jsonl", source, BatchReader::isRequests);
      if (requests.size() == 1) {
        sources.addAll(requests);
      }
    }
    return read(sources, Beside.told(source, sources));
  }

  @Override
  public Imported read(List<Source> sources) throws ExchangeException {
    return read(sources, List.of());
  }

  private Imported read(List<Source> sources, List<String> understood) throws ExchangeException {
    Losses losses = new Losses();
    BatchFiles files = new BatchFiles(losses);
    for (Source source : sources) {
      files.take(source);
    }
    String name = sources.getFirst().name();
    if (files.answers().isEmpty()) {
      return new Imported(format(), List.of(), prompts(files, losses), losses.list());
    }
    if (files.requests().isEmpty()) {
      throw new ExchangeException(
          name
              + " holds answers but not what was asked: put the file of requests beside it, or"
              + " choose both.");
    }
    Instant at = sources.getFirst().changedAt();
    List<SavedSession> sessions =
        new BatchPairing(files, losses)
            .grid(at)
            .sessions(sources.getFirst().title(), at, (_, _) -> List.of());
    return new Imported(format(), sessions, List.of(), losses.list(), understood);
  }

  /** A prompt for each request; those for two models that ask the same are one. */
  private static List<Prompt> prompts(BatchFiles files, Losses losses) {
    Map<List<Message>, BatchFiles.Request> different = new LinkedHashMap<>();
    for (BatchFiles.Request request : files.requests()) {
      different.putIfAbsent(Chat.withoutImages(request.messages()), request);
    }
    Set<String> models = new LinkedHashSet<>();
    List<Prompt> prompts = new ArrayList<>();
    for (BatchFiles.Request request : different.values()) {
      ChatPrompts.literal(request.messages(), request.sampling(), losses).ifPresent(prompts::add);
    }
    files.requests().forEach(request -> models.add(request.model()));
    losses.add("models", models.size(), "A prompt does not say which model it is for.");
    return prompts;
  }
}
