/**
 * llama.cpp's own server as an engine: finds it, starts it as a child process on loopback, and asks
 * it through the gateway.
 */
@NullMarked
package app.diptych.local.server;

import org.jspecify.annotations.NullMarked;
