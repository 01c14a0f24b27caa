package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Provider;

/**
 * What one side of a trial is asked, and who answers.
 *
 * @param model the model as the user names it, for example {@code demo/small}
 * @param local whether it runs on this machine, so that no price applies
 */
public record SideSetup(
    String model, boolean local, Provider provider, CompletionRequest request) {}
