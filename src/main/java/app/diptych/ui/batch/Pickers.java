package app.diptych.ui.batch;

import javafx.scene.Node;

/**
 * What chooses the models of a batch.
 *
 * @param more takes further models, each to be asked against A as well
 */
public record Pickers(Node a, Node b, Node more) {}
