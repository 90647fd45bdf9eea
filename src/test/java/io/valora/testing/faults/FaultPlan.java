package io.valora.testing.faults;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;

/** What goes wrong in the storage calls of one process; several may live in this JVM. */
public final class FaultPlan {
  /** The process is no more: none of its calls reaches storage again. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private enum Kind {
    NONE,
    DIES,
    FAILS_EVERY,
    IS_FULL
  }

  private static final String KEY = "faulty.plan";
  private static final Map<String, FaultPlan> PLANS = new ConcurrentHashMap<>();
  private static final FaultPlan NO_FAULTS = new FaultPlan(Kind.NONE, 0);

  private final Kind kind;
  private final long number;
  private final AtomicLong calls = new AtomicLong();
  private volatile boolean on = true;

  private FaultPlan(Kind kind, long number) {
    this.kind = kind;
    this.number = number;
  }

  public static FaultPlan none() {
    return new FaultPlan(Kind.NONE, 0);
  }

  /** Its process dies in the call of that number, from 1. */
  public static FaultPlan dyingAt(long call) {
    return new FaultPlan(Kind.DIES, call);
  }

  /** Each call whose number can be divided by this one fails, and would succeed if repeated. */
  public static FaultPlan failingEvery(long calls) {
    return new FaultPlan(Kind.FAILS_EVERY, calls);
  }

  /** No file can grow. */
  public static FaultPlan full() {
    return new FaultPlan(Kind.IS_FULL, 0);
  }

  /** The plan of the process whose configuration it is. */
  public static FaultPlan of(Configuration hadoop) {
    return PLANS.getOrDefault(hadoop.get(KEY, ""), NO_FAULTS);
  }

  /** The configuration of a process under this plan; its storage is at {@code faulty:}. */
  public Configuration configuration() {
    String name = Integer.toString(System.identityHashCode(this));
    PLANS.put(name, this);
    Configuration hadoop = new Configuration();
    hadoop.set(KEY, name);
    hadoop.setClass(
        "fs.faulty.impl", FaultyFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    hadoop.setBoolean("fs.faulty.impl.disable.cache", true);
    hadoop.setClass(
        "fs.AbstractFileSystem.faulty.impl",
        FaultyContext.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
    return hadoop;
  }

  public long calls() {
    return calls.get();
  }

  public void heal() {
    on = false;
  }

  /** One call; what is thrown is what becomes of it. */
  public void call() throws IOException {
    long call = calls.incrementAndGet();
    if (kind == Kind.DIES && call >= number) {
      throw new Killed();
    }
    if (kind == Kind.FAILS_EVERY && on && call % number == 0) {
      throw new IOException("the connection was reset");
    }
  }

  /** One write, of which half may have been done when it goes wrong. */
  public void write() throws IOException {
    if (kind == Kind.IS_FULL && on) {
      throw new IOException("No space left on device");
    }
    call();
  }
}
