package io.valora.tuning.search;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.approx_count_distinct;

import io.valora.base.JobException;
import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.job.Task;
import io.valora.tower.TowerDesign;
import io.valora.training.TrainingConfig;
import io.valora.training.memory.MemoryForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trials at once that the memory holds, whichever settings they are of.
 *
 * @param atOnce at most as many as the job file says, at least 1
 * @param shortage of one more, where the job file says more
 */
public record ParallelTrials(int atOnce, Optional<String> shortage) {

  /** By an estimate, before any of them starts. A setting that doesn't fit alone doesn't count. */
  static ParallelTrials of(List<Task> tasks, SearchPlan plan, Dataset<Row> seen) {
    int wanted = plan.tuning().parallelTrials();
    List<Network> networks = wanted == 1 ? List.of() : networks(tasks, plan, seen);
    List<Network> fitting =
        networks.stream().filter(network -> network.shortage(1).isEmpty()).toList();
    Optional<String> shortage = Optional.empty();
    for (int atOnce = wanted; atOnce > 1; atOnce--) {
      int trainings = atOnce;
      Optional<String> found =
          fitting.stream().flatMap(one -> one.shortage(trainings).stream()).findFirst();
      if (found.isEmpty()) {
        return new ParallelTrials(atOnce, shortage);
      }
      shortage = found;
    }
    return new ParallelTrials(1, shortage);
  }

  private static List<Network> networks(List<Task> tasks, SearchPlan plan, Dataset<Row> seen) {
    List<Network> networks = new ArrayList<>();
    int ids = 0;
    for (List<Trial> setting : plan.settings()) {
      JobConfig job =
          JobConfig.ofResolved(tasks, "the setting", setting.get(0).setting().resolved());
      NetworkEstimate estimate = job.taskConfig().network(job.training().optimizer());
      if (estimate instanceof NetworkEstimate.ByIds && ids == 0) {
        ids = ids(seen);
      }
      TowerDesign design =
          estimate instanceof NetworkEstimate.ByIds byIds
              ? byIds.designs().apply(ids)
              : ((NetworkEstimate.Bounded) estimate).design();
      networks.add(new Network(job.training(), design, plan.seenRows(), seen));
    }
    return networks;
  }

  /** Of as many users as items, so that both together are as many as there are. */
  private static int ids(Dataset<Row> seen) {
    Row counts = seen.agg(approx_count_distinct(USER), approx_count_distinct(ITEM)).first();
    return (int) Math.max(1, (counts.getLong(0) + counts.getLong(1) + 1) / 2);
  }

  private record Network(TrainingConfig config, TowerDesign design, long rows, Dataset<Row> seen) {
    Optional<String> shortage(int trainings) {
      return MemoryForecast.of(config, design, rows, seen.sparkSession().sparkContext(), trainings)
          .refusal()
          .map(JobException::getMessage);
    }
  }
}
