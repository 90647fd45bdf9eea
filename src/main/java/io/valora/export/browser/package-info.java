/** Page that predicts in a browser by itself. */
package io.valora.export.browser;
