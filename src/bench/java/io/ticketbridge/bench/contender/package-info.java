/** What is measured, each in a process of its own. */
package io.ticketbridge.bench.contender;
