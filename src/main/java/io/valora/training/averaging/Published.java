package io.valora.training.averaging;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Value that every replica can read. */
public interface Published<T> extends Serializable {
  T value();

  /** Lets it go where it was sent. */
  void destroy();

  /** For the replicas of the executors. */
  static <T> Published<T> broadcast(JavaSparkContext spark, T value) {
    return new Sent<>(spark.broadcast(value));
  }

  /** For the replicas of this process alone. */
  static <T> Published<T> here(T value) {
    return new Here<>(value);
  }

  /** A broadcast. */
  record Sent<T>(Broadcast<T> broadcast) implements Published<T> {
    @Override
    public T value() {
      return broadcast.value();
    }

    @Override
    public void destroy() {
      broadcast.destroy();
    }
  }

  /** The value itself. */
  record Here<T>(T value) implements Published<T> {
    @Override
    public void destroy() {}
  }
}
