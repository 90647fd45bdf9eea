/** Configuration of the side tables that describe users and items, such as genres or ages. */
package io.valora.features.side;
