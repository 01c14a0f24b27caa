/** The settings page: the gateways, their keys, and whether they work; light or dark. */
@NullMarked
package app.diptych.ui.settings;

import org.jspecify.annotations.NullMarked;
