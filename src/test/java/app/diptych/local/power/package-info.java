/** Tests of what a machine tells of its energy, with real files and real programs. */
@NullMarked
package app.diptych.local.power;

import org.jspecify.annotations.NullMarked;
