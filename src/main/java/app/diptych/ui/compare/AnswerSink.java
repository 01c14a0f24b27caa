package app.diptych.ui.compare;

/** Where a side's text is shown. JavaFX thread only. */
interface AnswerSink {
  AnswerSink NOWHERE =
      new AnswerSink() {
        @Override
        public void clear() {}

        @Override
        public void append(String text) {}

        @Override
        public void appendReasoning(String text) {}
      };

  void clear();

  /** Once per pulse, with everything new. */
  void append(String text);

  /** Once per pulse, with everything new. */
  void appendReasoning(String text);
}
