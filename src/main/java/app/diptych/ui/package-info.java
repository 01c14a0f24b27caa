/** The window: one package per page, what pages share in {@code ui.fx}. */
@NullMarked
package app.diptych.ui;

import org.jspecify.annotations.NullMarked;
