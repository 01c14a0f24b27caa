/** The measure page: what recorded answers come to, in charts and on one sheet. */
@NullMarked
package app.diptych.ui.measure;

import org.jspecify.annotations.NullMarked;
