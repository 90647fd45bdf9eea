package io.valora.cli;

import io.valora.base.Outcome;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script with which a shell completes commands and options. */
@Command(
    footerHeading = "%n",
    footer = {
      "For this shell:  source <(scripts/valora completion)",
      "For every shell: scripts/valora completion > ~/.local/share/bash-completion/completions/valora"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(AutoComplete.bash("valora", spec.root().commandLine()));
    return Outcome.DONE.code();
  }
}
