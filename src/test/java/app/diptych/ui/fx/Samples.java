package app.diptych.ui.fx;

import java.util.List;

/** Answers as models write them. */
final class Samples {
  static final List<String> RICH =
      List.of(
          """
          ## Debouncing in one paragraph

          A **debounce** waits until events stop arriving for `delay` ms and only then runs the action. Use it for \
          *search-as-you-type*, resize handlers and autosave.

          ```java
          public final class Debouncer {
              private ScheduledFuture<?> next; // guarded by this

              synchronized void call(Runnable r, long ms) {
                  if (next != null) next.cancel(false);
                  next = pool.schedule(r, 100L, MILLISECONDS);
                  log.info("scheduled \\"%s\\"", r);
              }
          }
          ```

          ### Trade-offs

          - **Latency**: the action runs at least `delay` ms late.
          - **Starvation**: a steady stream never fires; add a `maxWait`, which makes this one a longer item that wraps.
            - nested items are indented
            - and ~~do not~~ keep their own bullet
          - Prefer *throttling* for progress bars and scroll.

          | strategy | fires | best for |
          |---|---|---|
          | debounce | after quiet | search box |
          | throttle | every `n` ms | scroll |

          In JavaFX you can get the same effect with a `PauseTransition` that is restarted on every change.
          """,
          """
          A debouncer delays work until input has been **quiet** for a while.

          1. Keep one pending task.
          2. On every event, cancel it and schedule a new one.
          10. When the timer fires, run the *latest* action only.
             ```python
             class Debouncer:
                 def __init__(self, delay: float):
                     self.delay, self.task = delay, None  # nothing yet
             ```
          11. After the code.

          # First heading
          ## Second heading
          > Rule of thumb: 150-300 ms feels instant for typing and still removes most of the redundant calls.
          >
          > > nested, with `code`
          > - and a list

          ---

          See [the manual](https://example.org/docs/debounce) or <https://example.org>, and ![a picture](pic.png).

          ```json
          {"name": "Ada", "age": 36, "tags": ["x", null, true]}
          ```

          | Feature | Cats | Dogs |
          |:--|:-:|--:|
          | Independence | high, they like to be alone for a long time | low |
          | Training | hard | 42 % |

          ```
          plain text, language unknown: a line that is long enough to be wrapped in the pane
          ```
          <b>raw</b> HTML &amp; entities
          """,
          """
          ```sql
          SELECT name, count(*) AS n FROM users -- all
          WHERE age > 30 AND city = 'Rome' GROUP BY name;
          ```
          ```html
          <div class="note" id=x>Hello <!-- comment --> you</div>
          ```
          ```yaml
          name: build # comment
          on: [push]
          steps:
            - run: "mvn verify"
          ```
          ```bash
          for f in *.txt; do echo "$f" | wc -l; done # count
          ```
          ```css
          .note { color: #ff0000; margin: 4px 2em; } /* x */
          ```
          ```typescript
          const greet = async (name: string): Promise<string> => `Hello ${name}`;
          ```
          ```rust
          fn main() { let x: u32 = 5; println!("{}", x); }
          ```

          An old silent pond
          A frog jumps into the pond
          Splash! Silence again

          Ordinary text with emoji 😀 and CJK 漢字.
          """);

  private Samples() {}
}
