package io.valora.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Process that holds a lease.
 *
 * @param host name of its machine
 * @param process its id there
 * @param application Spark's name of it; empty as long as there is none
 */
public record LeaseHolder(String host, long process, String application) {
  static LeaseHolder ofThisProcess() {
    return new LeaseHolder(hostName(), ProcessHandle.current().pid(), "");
  }

  LeaseHolder withApplication(String id) {
    return new LeaseHolder(host, process, id);
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
