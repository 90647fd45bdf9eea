package io.valora.watch;

import io.valora.base.TimeSpan;
import java.util.Optional;

/**
 * Rule of when a job is trained again.
 *
 * @param labels fewest rows with labels, since the champion was trained, that are worth a training
 * @param coolDown time from one training to the next; empty for none
 * @param mostAge of a champion, at which it is replaced although nothing alarms; empty for any
 */
public record WatchPolicy(long labels, Optional<TimeSpan> coolDown, Optional<TimeSpan> mostAge) {
  /** Decides by what is known. */
  public Decision decide(WatchFacts facts) {
    if (facts.champion().isEmpty()) {
      return Decision.retrain("the job has no champion");
    }
    Optional<String> reason =
        facts.monitored().flatMap(Monitored::qualityAlarm).or(() -> reasonOfAge(facts));
    return reason.map(why -> wanted(why, facts)).orElseGet(() -> unwanted(facts));
  }

  private Optional<String> reasonOfAge(WatchFacts facts) {
    String champion = facts.champion().orElseThrow();
    return mostAge
        .filter(age -> !facts.now().isBefore(facts.trained().plus(age.duration())))
        .map(age -> "champion %s was trained %s ago or earlier".formatted(champion, age.text()));
  }

  /** A reason to train, held against what stands in the way. */
  private Decision wanted(String why, WatchFacts facts) {
    if (facts.labels() < labels) {
      return Decision.wait("%s (%s)".formatted(ofLabels(facts), why));
    }
    if (facts.unpromoted().isPresent()) {
      return Decision.wait(
          "for other rows: run %s was trained on these and wasn't promoted (%s)"
              .formatted(facts.unpromoted().get(), why));
    }
    return coolDown
        .filter(time -> facts.now().isBefore(facts.trained().plus(time.duration())))
        .map(
            time ->
                Decision.wait(
                    "until %s: at most one training in %s (%s)"
                        .formatted(facts.trained().plus(time.duration()), time.text(), why)))
        .orElseGet(() -> Decision.retrain(why));
  }

  private Decision unwanted(WatchFacts facts) {
    String champion = facts.champion().orElseThrow();
    if (facts.monitored().isEmpty()) {
      return mostAge.isPresent()
          ? Decision.nothing("champion %s is younger than %s".formatted(champion, mostAge.get()))
          : Decision.wait(
              "champion %s hasn't been monitored (run: valora monitor %s)"
                  .formatted(champion, champion));
    }
    Monitored monitored = facts.monitored().get();
    if (monitored.refused().isPresent()) {
      return Decision.wait(
          "the last monitoring of champion %s was refused: %s"
              .formatted(champion, monitored.refused().get()));
    }
    String drifted = String.join(", ", monitored.drifted());
    boolean told = drifted.isEmpty() || facts.labels() >= labels;
    if (told && monitored.qualityInBand().isPresent()) {
      String band = monitored.qualityInBand().get();
      return Decision.nothing(
          drifted.isEmpty() ? band : "%s. Drifted all the same: %s".formatted(band, drifted));
    }
    if (drifted.isEmpty()) {
      return Decision.nothing("monitoring of champion %s is quiet".formatted(champion));
    }
    String what = facts.labels() < labels ? ofLabels(facts) : "for a monitoring with the labels";
    return Decision.wait(
        "%s, to tell whether answers got worse (drifted: %s)".formatted(what, drifted));
  }

  private String ofLabels(WatchFacts facts) {
    return "%,d of %,d labels".formatted(facts.labels(), labels);
  }
}
