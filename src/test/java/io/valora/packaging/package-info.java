/** What the build hands out. */
package io.valora.packaging;
