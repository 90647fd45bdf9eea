package io.valora.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.valora.base.JobException;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Tries broken inputs: each is taken, or refused with a message that follows the grammar.
 *
 * <p>Counts what became of them, so that a test sees that its inputs are neither all whole nor all
 * hopeless.
 */
public final class Refusals {
  private int taken;
  private int refused;

  /**
   * @param input what a failure of the test shows
   */
  public void attempt(Object input, ThrowingCallable reading) {
    try {
      reading.call();
      taken++;
    } catch (JobException e) {
      refused++;
      assertThat(e.getMessage())
          .as("message of %s", input)
          .matches("(?s)(Invalid|Cannot|Missing|Unknown|\\d+ problems?) .*")
          .doesNotContain("Exception:", "\tat ", "io.valora.");
    } catch (IOException e) {
      refused++;
    } catch (Throwable e) {
      fail("%s of input:\n%s".formatted(e, input), e);
    }
  }

  public int taken() {
    return taken;
  }

  public int refused() {
    return refused;
  }
}
