/** What this machine draws, how busy and how warm it is, where the platform tells. */
@NullMarked
package app.diptych.local.power;

import org.jspecify.annotations.NullMarked;
