package io.valora.training.memory;

/** Role of a JVM in a training, with the options that give it more memory. */
enum JvmRole {
  /** Driver and executor in one. */
  LOCAL(
      "the JVM of local mode",
      "--conf spark.driver.memory=%1$dg, or VALORA_MEMORY=%1$dg for scripts/valora",
      "-Dorg.bytedeco.javacpp.maxbytes=%dg among the JVM's options"),
  EXECUTOR(
      "each executor",
      "--conf spark.executor.memory=%dg",
      "--conf spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=%dg"),
  DRIVER(
      "the driver",
      "--conf spark.driver.memory=%dg",
      "--conf spark.driver.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=%dg");

  private final String title;
  private final String heapSetting;
  private final String nativeSetting;

  JvmRole(String title, String heapSetting, String nativeSetting) {
    this.title = title;
    this.heapSetting = heapSetting;
    this.nativeSetting = nativeSetting;
  }

  /** Name of the role at the start of a sentence. */
  String title() {
    return title;
  }

  /** The option for a heap of so many GiB. */
  String heapSetting(long gibibytes) {
    return heapSetting.formatted(gibibytes);
  }

  /** The option for so many GiB of JavaCPP's memory. */
  String nativeSetting(long gibibytes) {
    return nativeSetting.formatted(gibibytes);
  }
}
