/** What is measured, one class for each part of the report. */
package io.ticketbridge.bench.measure;
