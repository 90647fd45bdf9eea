package io.valora.training.memory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Memory and concurrency of a Spark application.
 *
 * @param jvms one in local mode, else an executor and the driver
 * @param executors at least 1
 * @param tasks of an executor at once, at least 1
 * @param maxResults bytes that the tasks of one job may send to the driver
 */
public record SparkMemory(List<JvmMemory> jvms, int executors, int tasks, long maxResults) {
  private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final Pattern NATIVE_OPTION =
      Pattern.compile("-D" + NATIVE_LIMIT + "=(\\d+[kmgt]?)b?(\\s|$)", Pattern.CASE_INSENSITIVE);
  private static final double OVERHEAD = 0.1;
  private static final long LEAST_OVERHEAD_MEBIBYTES = 384;

  public SparkMemory {
    jvms = List.copyOf(jvms);
  }

  /** As it is now: executors that come later hold no more than those that are there. */
  public static SparkMemory of(SparkContext context) {
    SparkConf conf = context.getConf();
    int executors = Math.max(1, context.getExecutorMemoryStatus().size() - 1);
    int slots =
        context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
    int cores = conf.getInt("spark.executor.cores", 0) / conf.getInt("spark.task.cpus", 1);
    int tasks = Math.max(1, context.isLocal() ? slots : Math.max(cores, ceiling(slots, executors)));
    long maxResults = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    return new SparkMemory(
        context.isLocal()
            ? List.of(here(JvmRole.LOCAL, conf))
            : List.of(executor(conf), here(JvmRole.DRIVER, conf)),
        executors,
        tasks,
        maxResults == 0 ? Long.MAX_VALUE : maxResults);
  }

  static int ceiling(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The limit that a JVM's options set; empty when they don't, and JavaCPP goes by the heap. */
  static OptionalLong nativeLimit(String options) {
    Matcher option = NATIVE_OPTION.matcher(options);
    if (!option.find()) {
      return OptionalLong.empty();
    }
    String size = option.group(1).toLowerCase(Locale.ROOT);
    int unit = "kmgt".indexOf(size.charAt(size.length() - 1)) + 1;
    long number = Long.parseLong(unit == 0 ? size : size.substring(0, size.length() - 1));
    return OptionalLong.of(number == 0 ? Long.MAX_VALUE : number << (10 * unit));
  }

  private static JvmMemory here(JvmRole role, SparkConf conf) {
    String limit =
        Optional.ofNullable(System.getProperty(NATIVE_LIMIT))
            .map(value -> "-D" + NATIVE_LIMIT + "=" + value)
            .orElse("");
    return new JvmMemory(
        role,
        Runtime.getRuntime().maxMemory(),
        unifiedFraction(conf),
        nativeLimit(limit),
        OptionalLong.empty());
  }

  private static JvmMemory executor(SparkConf conf) {
    long heap = conf.getSizeAsMb("spark.executor.memory", "1g");
    String ownOverhead = conf.get("spark.executor.memoryOverhead", "");
    long overhead =
        ownOverhead.isEmpty()
            ? Math.max(
                LEAST_OVERHEAD_MEBIBYTES,
                (long) (heap * conf.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD)))
            : conf.getSizeAsMb("spark.executor.memoryOverhead");
    boolean contained = conf.get("spark.master", "").matches("(yarn|k8s).*");
    return new JvmMemory(
        JvmRole.EXECUTOR,
        JvmMemory.usable(heap * MemoryNeed.MEBIBYTE),
        unifiedFraction(conf),
        nativeLimit(conf.get("spark.executor.extraJavaOptions", "")),
        contained ? OptionalLong.of(overhead * MemoryNeed.MEBIBYTE) : OptionalLong.empty());
  }

  private static double unifiedFraction(SparkConf conf) {
    return conf.getDouble("spark.memory.fraction", 0.6);
  }
}
