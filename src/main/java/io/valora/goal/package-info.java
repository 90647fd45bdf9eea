/** Goal of the business: its section of the job file, and the statistics of its outcomes. */
package io.valora.goal;
