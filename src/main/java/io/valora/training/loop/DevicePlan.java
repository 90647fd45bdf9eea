package io.valora.training.loop;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.TowerDesign;
import io.valora.tower.device.Devices;
import io.valora.training.DeviceConfig;
import io.valora.training.averaging.ReplicaFactory;
import io.valora.training.memory.SparkMemory;
import io.valora.training.memory.TrainingLoad;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardedRows;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Devices that the replicas of a training are on. They are chosen once, by what the JVMs have in
 * which the shards lie: replicas of one training are all on GPUs, or all on the processor.
 */
public final class DevicePlan {
  private static final Logger LOG = LoggerFactory.getLogger(DevicePlan.class);

  private DevicePlan() {}

  /**
   * @throws JobException when a GPU is asked for and a machine has none, or too little memory
   */
  static ReplicaFactory of(
      DeviceConfig device,
      TowerDesign design,
      BatchPlan batches,
      ShardedRows rows,
      TrainingLoad load) {
    if (device.kind() == DeviceConfig.Kind.CPU) {
      return ReplicaFactory.processor();
    }
    List<DeviceReport> reports = reports(rows);
    List<String> without = without(reports);
    if (!without.isEmpty()) {
      if (device.kind() == DeviceConfig.Kind.GPU) {
        throw refusal(String.join("; ", without));
      }
      LOG.info("The processor computes: {}", String.join("; ", without));
      return ReplicaFactory.processor();
    }
    DeviceFit fit =
        new DeviceFit(
            design,
            batches.batchRows(),
            load,
            SparkMemory.of(rows.shards().context()).tasks(),
            reports);
    LOG.info(fit.summary());
    fit.require();
    return ReplicaFactory.device(device.precision(), facts(device, reports));
  }

  /**
   * Refuses a GPU that a job asks for and this process doesn't have, in which it trains.
   *
   * @throws JobException when there is none
   */
  public static void requireHere(DeviceConfig device) {
    if (device.kind() == DeviceConfig.Kind.GPU) {
      Devices devices = Devices.ofThisProcess();
      if (devices.found().isEmpty()) {
        throw refusal(devices.problem());
      }
    }
  }

  private static JobException refusal(String why) {
    return JobException.cannot(
        Outcome.RESOURCES,
        "train on a GPU",
        why + " (set training.device to cpu, or to auto for a GPU where there is one)");
  }

  private static List<DeviceReport> reports(ShardedRows rows) {
    Stream<DeviceReport> all =
        rows.atHand().isPresent()
            ? Stream.of(DeviceReport.ofThisProcess())
            : rows.shards().mapPartitions(DevicePlan::report).collect().stream();
    Map<String, DeviceReport> byJvm = new LinkedHashMap<>();
    all.forEach(report -> byJvm.putIfAbsent(report.jvm(), report));
    return List.copyOf(byJvm.values());
  }

  private static Iterator<DeviceReport> report(Iterator<Shard> shards) {
    return List.of(DeviceReport.ofThisProcess()).iterator();
  }

  private static List<String> without(List<DeviceReport> reports) {
    return reports.stream()
        .filter(report -> !report.hasDevice())
        .map(report -> "%s: %s".formatted(report.host(), report.devices().problem()))
        .distinct()
        .toList();
  }

  private static Map<String, String> facts(DeviceConfig device, List<DeviceReport> reports) {
    String kinds =
        reports.stream().map(DeviceReport::kind).distinct().collect(Collectors.joining(", "));
    if (reports.stream().map(DeviceReport::kind).distinct().count() > 1) {
      LOG.warn("The GPUs are of several kinds ({}): other kinds may have other bits", kinds);
    }
    Devices.Device first = reports.get(0).devices().found().get(0);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("device", kinds);
    facts.put("device-precision", EnumNames.nameOf(device.precision()));
    facts.put("device-driver", "CUDA " + first.driver());
    facts.put("device-compute-capability", first.computeCapability());
    return facts;
  }
}
