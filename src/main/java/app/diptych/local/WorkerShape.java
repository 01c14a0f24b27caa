package app.diptych.local;

/**
 * With what a worker loads its model.
 *
 * @param threads threads that compute
 * @param context tokens of prompt and answer together
 * @param startTokens how many tokens the tokenizer adds to a prompt by itself
 */
record WorkerShape(int threads, int context, int startTokens) {}
