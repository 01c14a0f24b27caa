package app.diptych.ui.compare;

import app.diptych.completion.Message;
import java.util.List;

/** Where a side's text is shown. JavaFX thread only. */
interface AnswerSink {
  AnswerSink NOWHERE =
      new AnswerSink() {
        @Override
        public void clear() {}

        @Override
        public void history(List<Message> before) {}

        @Override
        public void append(String text) {}

        @Override
        public void appendReasoning(String text) {}

        @Override
        public void cut(int length) {}

        @Override
        public void cutReasoning(int length) {}

        @Override
        public void reveal(int length) {}
      };

  void clear();

  /** Empties the pane and shows what was said earlier in the conversation, oldest first. */
  void history(List<Message> before);

  /** Once per pulse, with everything new. */
  void append(String text);

  /** Once per pulse, with everything new. */
  void appendReasoning(String text);

  /** Leaves only the first characters of the answer. */
  void cut(int length);

  /** Leaves only the first characters of the reasoning. */
  void cutReasoning(int length);

  /** Brings the place behind the first characters of the answer into view. */
  void reveal(int length);
}
