package app.diptych.batch;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be asked once on both sides.
 *
 * @param number its place in the plan, from 0, whatever the order
 * @param prompt which of the prompts, from 0
 * @param setting which of the settings, from 0
 * @param repeat which time, from 0
 * @param messages what is asked; empty when there is a problem
 * @param problem why it cannot be asked, in a sentence; null when it can
 */
record Item(
    long number,
    DatasetRow row,
    int prompt,
    int setting,
    int repeat,
    List<Message> messages,
    Sampling sampling,
    @Nullable String problem) {}
