/**
 * OpenAI-compatible gateways over HTTP: reads their event streams and turns every way they can fail
 * into a sentence a user can act on.
 */
@NullMarked
package app.diptych.gateway;

import org.jspecify.annotations.NullMarked;
