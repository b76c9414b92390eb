/**
 * A stand-in for Socialboards to try things with: token, create and list as documented, every created ticket visible,
 * faults that can be switched on. It knows nothing of the rest of the project.
 */
package io.ticketbridge.sandbox;
