/**
 * What side tables know about users and items, such as genres or ages, as numbered entries of each
 * id; and the items that a user rated, in the same form.
 */
package io.valora.features.side;
