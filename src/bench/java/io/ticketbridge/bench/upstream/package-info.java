/** The upstream of all contenders, which counts. */
package io.ticketbridge.bench.upstream;
