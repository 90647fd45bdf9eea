/** Makes the lists of the users of one partition. */
package io.valora.prediction.lists;
