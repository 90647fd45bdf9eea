package io.valora.feedback;

/** Origin of a line. */
enum LogOrigin {
  /** The service's answers. */
  PREDICTIONS,
  /** Rows that people were asked to label. */
  ASKED,
  /** Labels and events that the service was sent. */
  FEEDBACK,
  /** Files of labels or events. */
  FILES
}
