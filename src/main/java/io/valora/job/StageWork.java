package io.valora.job;

/**
 * One stage: reads what earlier stages left in the run's folder, and replaces what it left there
 * itself.
 */
public interface StageWork {
  StageResult run(StageContext context);
}
