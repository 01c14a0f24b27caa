/** Many prompts on two models: data sets, runs that survive a crash, and checks of the answers. */
@NullMarked
package app.diptych.batch;

import org.jspecify.annotations.NullMarked;
