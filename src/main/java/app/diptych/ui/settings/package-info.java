/** The settings page: gateways with their keys, limits and health, and how the window looks. */
@NullMarked
package app.diptych.ui.settings;

import org.jspecify.annotations.NullMarked;
