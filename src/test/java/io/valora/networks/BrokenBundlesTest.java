package io.valora.networks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.Breakage;
import io.valora.testing.Refusals;
import io.valora.testing.networks.CraftedBundles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand broken bundles: each is read, or refused in plain words. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenBundlesTest {
  private static final int BUNDLES = 500;

  @Test
  void brokenBytesAreRefusedInPlainWords() {
    Breakage breakage = new Breakage(1);
    Refusals refusals = new Refusals();
    byte[] whole = CraftedBundles.network().toZip();
    for (int i = 0; i < BUNDLES; i++) {
      byte[] zip = breakage.broken(whole);
      refusals.attempt(i, () -> TrainedNetwork.fromZip(zip));
    }
    assertThat(refusals.refused()).isGreaterThan(BUNDLES / 3);
  }

  @Test
  void brokenEntriesAreRefusedInPlainWords() {
    Breakage breakage = new Breakage(2);
    Refusals refusals = new Refusals();
    for (int i = 0; i < BUNDLES; i++) {
      Map<String, byte[]> entries =
          CraftedBundles.entries(i % 2 == 0 ? CraftedBundles.network() : CraftedBundles.tower());
      String name = breakage.pick(List.copyOf(entries.keySet()));
      entries.compute(
          name,
          (absent, content) ->
              name.endsWith(".json")
                  ? breakage.broken(new String(content, UTF_8)).getBytes(UTF_8)
                  : breakage.broken(content));
      byte[] zip = CraftedBundles.zip(entries);
      refusals.attempt(
          name.endsWith(".json") ? new String(entries.get(name), UTF_8) : i,
          () -> TrainedNetwork.fromZip(zip));
    }
    assertThat(refusals.refused()).isBetween(BUNDLES / 3, BUNDLES - 1);
  }
}
