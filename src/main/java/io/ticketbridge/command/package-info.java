/** The commands: what a person types, what it prints, and the exit code it ends with. */
package io.ticketbridge.command;
