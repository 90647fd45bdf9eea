/** Labels that come after the predictions: joined to them, with every line accounted for. */
package io.valora.feedback;
