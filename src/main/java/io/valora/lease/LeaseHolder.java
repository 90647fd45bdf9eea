package io.valora.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Process that holds a lease.
 *
 * @param host name of its machine
 * @param process its id there
 * @param application Spark's name of it; empty as long as there is none
 * @param processes name of the set of processes that its id is unique in: the start of the machine
 *     and, where it has such, the namespace; empty where that can't be told
 */
public record LeaseHolder(String host, long process, String application, String processes) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** Of a process of which nobody can tell whether it is alive. */
  public LeaseHolder(String host, long process, String application) {
    this(host, process, application, "");
  }

  /** This process, without a name of Spark's. */
  public static LeaseHolder ofThisProcess() {
    return new LeaseHolder(hostName(), ProcessHandle.current().pid(), "", processesOfThis());
  }

  LeaseHolder withApplication(String id) {
    return new LeaseHolder(host, process, id, processes);
  }

  /** Whether it ran where this process runs, and has ended; false where that can't be told. */
  boolean isGone() {
    return !processes.isEmpty()
        && processes.equals(processesOfThis())
        && host.equals(hostName())
        && ProcessHandle.of(process).isEmpty();
  }

  private static String processesOfThis() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | RuntimeException notLinux) {
      return "";
    }
  }

  /** Such as {@code process 4711 on host worker-3 (application local-1767243600000)}. */
  String sentence() {
    String named = application.isEmpty() ? "" : " (application %s)".formatted(application);
    return "process %d on host %s%s".formatted(process, host, named);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
