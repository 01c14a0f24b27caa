package app.diptych.local;

import app.diptych.completion.Message;
import app.diptych.completion.Role;
import java.util.List;

/** How a conversation becomes the text a model was trained on. */
sealed interface Rendering {

  /** The whole prompt, up to where the answer begins; without the tokenizer's own start token. */
  String render(List<Message> messages);

  /**
   * Each message between two marks.
   *
   * @param generation what opens the answer
   * @param trimmed whether white space around a message is dropped
   */
  record Turns(Marks system, Marks user, Marks assistant, String generation, boolean trimmed)
      implements Rendering {

    /** The same marks for all, with the role's name in the first. */
    static Turns named(String before, String between, String after, String generation) {
      return new Turns(
          new Marks(before + "system" + between, after),
          new Marks(before + "user" + between, after),
          new Marks(before + "assistant" + between, after),
          generation,
          false);
    }

    Turns trimming() {
      return new Turns(system, user, assistant, generation, true);
    }

    @Override
    public String render(List<Message> messages) {
      StringBuilder text = new StringBuilder();
      for (Message message : messages) {
        Marks marks = marks(message.role());
        String content = trimmed ? message.content().strip() : message.content();
        text.append(marks.before()).append(content).append(marks.after());
      }
      return text.append(generation).toString();
    }

    private Marks marks(Role role) {
      return switch (role) {
        case SYSTEM -> system;
        case USER -> user;
        case ASSISTANT -> assistant;
      };
    }
  }

  /** What goes before and after a message. */
  record Marks(String before, String after) {}

  /** Formats without a system message: its text goes before the next message of the user. */
  record SystemInUser(Turns turns) implements Rendering {
    @Override
    public String render(List<Message> messages) {
      StringBuilder text = new StringBuilder();
      StringBuilder pending = new StringBuilder();
      for (Message message : messages) {
        String content = turns.trimmed() ? message.content().strip() : message.content();
        switch (message.role()) {
          case SYSTEM -> pending.append(content);
          case ASSISTANT ->
              text.append(turns.assistant().before())
                  .append(content)
                  .append(turns.assistant().after());
          case USER -> {
            text.append(turns.user().before());
            if (!pending.isEmpty()) {
              text.append(pending).append("\n\n");
              pending.setLength(0);
            }
            text.append(content).append(turns.user().after());
          }
        }
      }
      return text.append(turns.generation()).toString();
    }
  }

  /**
   * {@code [INST]} formats, where a system message shares the brackets of the next user message.
   *
   * @param open opens a turn
   * @param reopen opens a later turn
   * @param system around a system message
   * @param close between question and answer
   * @param answerBefore before an earlier answer
   */
  record Brackets(
      String open,
      String reopen,
      Marks system,
      String close,
      String answerBefore,
      boolean trimAnswer,
      boolean trimAll)
      implements Rendering {
    @Override
    public String render(List<Message> messages) {
      StringBuilder text = new StringBuilder();
      boolean inside = false;
      for (Message message : messages) {
        boolean assistant = message.role() == Role.ASSISTANT;
        boolean trim = trimAll || (assistant && trimAnswer);
        String content = trim ? message.content().strip() : message.content();
        if (!inside && !assistant) {
          text.append(text.isEmpty() ? open : reopen);
        }
        inside = !assistant;
        switch (message.role()) {
          case SYSTEM -> text.append(system.before()).append(content).append(system.after());
          case USER -> text.append(content).append(close);
          case ASSISTANT -> text.append(answerBefore).append(content).append("</s>");
        }
      }
      return text.toString();
    }
  }

  /** Messages that each begin with the start token, which the tokenizer adds to the first. */
  record StartedTurns(String start, Turns turns) implements Rendering {
    @Override
    public String render(List<Message> messages) {
      String text = turns.render(messages);
      return text.substring(start.length());
    }
  }

  /** A conversation that begins with fixed marks. */
  record Prefixed(String prefix, Turns turns) implements Rendering {
    @Override
    public String render(List<Message> messages) {
      return prefix + turns.render(messages);
    }
  }
}
