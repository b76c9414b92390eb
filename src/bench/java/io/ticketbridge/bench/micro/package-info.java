/** JMH, for what runs once for every ticket. */
package io.ticketbridge.bench.micro;
