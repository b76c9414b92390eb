/**
 * The file door: dropped and imported files, claimed whole, read in chunks through the shared path, reported on when
 * every row rests. Its steps are in {@code routes/file-door.camel.yaml}.
 */
package io.ticketbridge.door.file;
