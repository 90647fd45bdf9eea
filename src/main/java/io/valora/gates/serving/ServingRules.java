package io.valora.gates.serving;

import io.valora.gates.GateResult;
import io.valora.serving.check.CheckListener;
import io.valora.serving.check.CheckRequest;
import io.valora.serving.check.CheckRule;
import io.valora.serving.check.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Verdicts of the rules that a fresh JVM of the serving parts checks. */
public final class ServingRules {
  private final ServingLimits limits;
  private final Consumer<String> progress;

  /**
   * @param progress is told the name of each rule that is begun
   */
  public ServingRules(ServingLimits limits, Consumer<String> progress) {
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Starts the JVM and judges every rule, also those that it died before or at.
   *
   * @throws io.valora.base.JobException when the JVM can't be started
   */
  public List<GateResult> judge(CheckRequest request) {
    Heard heard = new Heard();
    Duration stress = Duration.ofSeconds(request.effort().stress());
    Optional<String> death = new ServingJvm(limits, stress).check(request, heard);
    List<GateResult> results = new ArrayList<>();
    for (CheckRule rule : CheckRule.values()) {
      Finding finding = heard.findings.get(rule);
      if (finding != null) {
        results.add(result(finding));
      } else {
        results.add(death.isPresent() ? died(rule, death.get()) : unreached(rule));
        death = Optional.empty();
      }
    }
    return results;
  }

  /** Verdict of what was found. */
  static GateResult result(Finding finding) {
    return finding
        .passed()
        .map(
            passed ->
                GateResult.judged(
                    finding.rule().label(),
                    passed,
                    new GateResult.Figures(finding.metric(), finding.figure(), finding.bound()),
                    finding.sentence(),
                    remedy(finding.rule())))
        .orElseGet(() -> GateResult.notJudged(finding.rule().label(), "", finding.sentence()));
  }

  private static GateResult died(CheckRule rule, String why) {
    return GateResult.judged(
        rule.label(),
        false,
        new GateResult.Figures("deaths", 1, 0),
        "the JVM died: " + why,
        "give it more --memory or --time-limit, or report it: the program is to blame");
  }

  private static GateResult unreached(CheckRule rule) {
    return GateResult.notJudged(rule.label(), "", "an earlier rule ended the check");
  }

  private static String remedy(CheckRule rule) {
    return switch (rule) {
      case LOADS_IN_SERVING_JVM, GOLDEN_ROWS ->
          "its files aren't those that the run wrote: train it anew under another --run-id";
      case TEST_ROWS ->
          "its files aren't those that were evaluated: train it anew under another --run-id";
      case HOSTILE_INPUTS, GENERATED_INPUTS -> "report the input: the program is to blame";
      case STRESS -> "give it more --memory, or report it: the program is to blame";
    };
  }

  /** Findings of the process until its end. */
  private final class Heard implements CheckListener {
    private final Map<CheckRule, Finding> findings = new EnumMap<>(CheckRule.class);

    @Override
    public void begun(CheckRule rule) {
      progress.accept(rule.label());
    }

    @Override
    public void found(Finding finding) {
      findings.put(finding.rule(), finding);
    }
  }
}
