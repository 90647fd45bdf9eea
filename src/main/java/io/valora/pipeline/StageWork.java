package io.valora.pipeline;

/**
 * One stage: reads what earlier stages left in the run's folder, and replaces what it left there
 * itself.
 */
interface StageWork {
  StageResult run(StageContext context);
}
