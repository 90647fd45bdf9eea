package io.valora.goal;

/**
 * Share of units that had an event, with the 95 % interval of one look (Wilson 1927).
 *
 * @param events at most all units
 */
public record Rate(long units, long events) {
  private static final double Z = 1.959963984540054;

  /** NaN without units. */
  public double share() {
    return (double) events / units;
  }

  public double low() {
    return center() - half();
  }

  public double high() {
    return center() + half();
  }

  Sample sample() {
    return Sample.ofEvents(units, events);
  }

  private double center() {
    return (events + Z * Z / 2) / (units + Z * Z);
  }

  private double half() {
    double share = share();
    return Z / (units + Z * Z) * Math.sqrt(units * share * (1 - share) + Z * Z / 4);
  }
}
