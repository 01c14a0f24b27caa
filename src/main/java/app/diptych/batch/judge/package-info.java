/** Models as judges of answers: how they are asked, what they said, and how far to believe it. */
@NullMarked
package app.diptych.batch.judge;

import org.jspecify.annotations.NullMarked;
