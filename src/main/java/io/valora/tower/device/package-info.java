/**
 * Replicas of towers on a device: the binding to the native library of {@code src/main/native},
 * which a build with the profile {@code cuda} carries.
 */
package io.valora.tower.device;
