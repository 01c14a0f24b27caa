/** The settings page: the gateways, their keys, limits and health; light or dark. */
@NullMarked
package app.diptych.ui.settings;

import org.jspecify.annotations.NullMarked;
