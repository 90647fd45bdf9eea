package io.valora.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Shared<String, Thing> things = new Shared<>(2, this::make);

  private record Thing(String name, List<String> closed) implements AutoCloseable {
    @Override
    public void close() {
      closed.add(name);
    }
  }

  private Thing make(String name) {
    made.add(name);
    return new Thing(name, closed);
  }

  @Test
  void oneMakesItAndTheOthersWait() {
    List<Part<Thing>> found = new ArrayList<>();
    try (SideBySide works = new SideBySide(4)) {
      IntStream.range(0, 20)
          .forEach(i -> found.add(works.start(() -> things.use("a", thing -> thing))));
      assertThat(found).allSatisfy(one -> assertThat(one.get()).isSameAs(found.get(0).get()));
    }
    assertThat(made).containsExactly("a");
  }

  @Test
  void workThatFailsHarmsNothing() {
    assertThatThrownBy(() -> things.use("a", SharedTest::fail)).hasMessage("failed with a");
    assertThat(things.use("a", Thing::name)).isEqualTo("a");
    assertThat(made).containsExactly("a");
    assertThat(closed).isEmpty();
  }

  private static String fail(Thing thing) {
    throw new IllegalStateException("failed with " + thing.name());
  }

  @Test
  void makingThatFailsIsTriedAgain() {
    Shared<String, Thing> failingOnce =
        new Shared<>(
            1,
            name -> {
              Thing thing = make(name);
              return made.size() == 1 ? new Thing(fail(thing), closed) : thing;
            });

    assertThatThrownBy(() -> failingOnce.use("a", Thing::name)).hasMessage("failed with a");
    assertThat(failingOnce.use("a", Thing::name)).isEqualTo("a");
    failingOnce.close();
    assertThat(closed).containsExactly("a");
  }

  @Test
  void whatWasNotAskedForLongestMakesRoom() {
    things.use("a", Thing::name);
    things.use("b", Thing::name);
    things.use("a", Thing::name);
    things.use("c", Thing::name);

    assertThat(closed).containsExactly("b");
    things.use("a", Thing::name);
    assertThat(made).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsInUseStays() {
    String used =
        things.use("a", a -> things.use("b", b -> things.use("c", this::nameAfterKeepingNone)));
    assertThat(used).isEqualTo("c");
    assertThat(closed).isEmpty();

    things.keepOnly(Set.of("b"));
    assertThat(closed).containsExactly("a", "c");
    things.close();
    assertThat(closed).containsExactly("a", "c", "b");
  }

  private String nameAfterKeepingNone(Thing thing) {
    things.keepOnly(Set.of());
    return thing.name();
  }
}
