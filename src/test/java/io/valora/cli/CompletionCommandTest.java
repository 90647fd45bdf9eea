package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramRun;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {
  @Test
  void printsAScriptThatKnowsCommandsAndTheirOptions() {
    ProgramRun completion = ProgramRun.of("completion");
    assertThat(completion.code()).isZero();
    assertThat(completion.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_valora -o default valora")
        .contains("function _picocli_valora_run()")
        .contains("--logical-date")
        .contains("autoload -U +X bashcompinit");
  }
}
