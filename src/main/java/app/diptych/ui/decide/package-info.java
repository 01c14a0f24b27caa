/** The page on which claims, facts and costs become a decision. */
@NullMarked
package app.diptych.ui.decide;

import org.jspecify.annotations.NullMarked;
