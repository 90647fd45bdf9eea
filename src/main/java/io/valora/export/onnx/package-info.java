/** Networks as ONNX graphs, and ONNX Runtime that runs them. */
package io.valora.export.onnx;
