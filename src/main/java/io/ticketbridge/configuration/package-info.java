/** The keys, their types and their resolution: {@code --set} beats the environment beats the file beats the default. */
package io.ticketbridge.configuration;
