/** The page where pairs of answers are judged without knowing whose they are. */
@NullMarked
package app.diptych.ui.review;

import org.jspecify.annotations.NullMarked;
