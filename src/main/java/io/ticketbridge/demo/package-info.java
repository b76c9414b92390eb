/** The main job on sample tickets, from every door to a sandbox and back, with nothing else installed. */
package io.ticketbridge.demo;
