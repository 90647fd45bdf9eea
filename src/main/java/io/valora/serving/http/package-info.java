/** REST service of a job's model: rows and lists over HTTP, without Spark. */
package io.valora.serving.http;
