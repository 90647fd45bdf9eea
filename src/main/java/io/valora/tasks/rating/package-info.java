/** The rating task: a user and an item to stars, and ranked lists of items. */
package io.valora.tasks.rating;
